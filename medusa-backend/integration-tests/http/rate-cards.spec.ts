import {
  addItem,
  complete,
  expectOk,
  openCart,
  openPayment,
  period,
  prepareCheckout,
} from "../harness/customer"
import { seededRandom, seeds } from "../harness/random"
import { openShop, type Shop } from "../harness/shop"
import { changeOrder, placeOrder, regionId } from "../harness/staff"

const CARDS = "/admin/rental/rate-cards"

/* Blue chairs are 5 a day, gold chairs 6.50. */
describe("rate cards", () => {
  let shop: Shop
  let blue: string
  let gold: string

  beforeAll(async () => {
    shop = await openShop()
    blue = await shop.variantId("BLUE-CHAIR")
    gold = await shop.variantId("GOLD-CHAIR")
  })
  afterAll(async () => {
    expect(shop.serverErrors()).toEqual([])
    await shop.close()
  })

  const make = (name: string, card: object) =>
    expectOk(shop.admin("POST", CARDS, { name, ...card }))
  const give = async (variantId: string, rate_card: string) => {
    const { body } = await expectOk(
      shop.admin("GET", `/admin/rental/items?variant_id=${variantId}`)
    )
    const { product_id } = body.items[0]
    return await shop.admin("POST", "/admin/rental/items", {
      items: [{ variant_id: variantId, product_id, rate_card }],
    })
  }
  const quote = async (dates: object, items: [string, number][]) =>
    (
      await expectOk(
        shop.store("POST", "/store/rental/quote", {
          ...dates,
          items: items.map(([variant_id, quantity]) => ({ variant_id, quantity })),
        })
      )
    ).body
  const linesOf = async (cartId: string) => {
    const { body } = await expectOk(
      shop.store("GET", `/store/carts/${cartId}?fields=+total,*items`)
    )
    return body.cart as {
      total: number
      items: {
        id: string
        variant_id: string
        quantity: number
        unit_price: number
        metadata: object | null
      }[]
    }
  }
  const CHAIRS = {
    kind: "tiers",
    params: {
      by: "day",
      tiers: [
        { from: 1, rate: { factor: 1 } },
        { from: 3, rate: { factor: 0.5 } },
      ],
    },
    modifiers: {
      quantity: { breaks: [{ from: 10, factor: 0.8 }] },
      rounding: { step: "0.10", direction: "up" },
    },
  }

  it("cost the same in preview, quote, cart and order, and say why", async () => {
    await make("chairs", { title: "Chairs", ...CHAIRS })
    await expectOk(give(blue, "chairs"))
    const dates = period(20, 4)
    const quoted = await quote(dates, [[blue, 12]])
    // 2 days at 5, 2 at 2.50, a fifth off for 10 and more: 12 for four days.
    expect(quoted.lines[0]).toMatchObject({ unit_price: 12, line_total: 144 })
    expect(quoted.lines[0].breakdown).toMatchObject({
      rate: 5,
      rate_card: "chairs",
      days: 4,
      words: "2 days at $5, 2 days at $2.50, 20% off for 12",
      parts: [
        { what: "days", days: 2, rate: 5, factor: 1, amount: 10 },
        { what: "days", days: 2, rate: 5, factor: 0.5, amount: 5 },
        { what: "quantity", rate: 15, factor: -0.2, amount: -3 },
      ],
    })
    const { body } = await expectOk(
      shop.admin("POST", `${CARDS}/preview`, {
        name: "chairs",
        base_rate: 5,
        currency_code: "USD",
        periods: [dates],
        quantities: [9, 12],
      })
    )
    expect(body.prices).toEqual([
      expect.objectContaining({ quantity: 9, unit_price: 15, line_total: 135 }),
      expect.objectContaining({
        quantity: 12,
        unit_price: 12,
        line_total: 144,
        breakdown: quoted.lines[0].breakdown,
      }),
    ])
    const both = [
      [blue, 12],
      [gold, 2],
    ] as [string, number][]
    const one = await quote(dates, both)
    const other = await quote(dates, [...both].reverse())
    expect([...other.lines].reverse()).toEqual(one.lines)
    expect(other.totals).toEqual(one.totals)

    const id = await placeOrder(shop, dates, [[blue, 12]])
    const order = await expectOk(
      shop.admin("GET", `/admin/orders/${id}?fields=+item_total,*items`)
    )
    expect(order.body.order).toMatchObject({
      item_total: 144,
      items: [expect.objectContaining({ unit_price: 12, quantity: 12 })],
    })
    const { rental } = (await expectOk(shop.admin("GET", `/admin/rental/orders/${id}`)))
      .body
    expect(rental.lines[0].price).toMatchObject({
      unit_price: 12,
      currency_code: "usd",
      breakdown: quoted.lines[0].breakdown,
      priced_for: { ...dates, quantity: 12 },
      definition: expect.objectContaining({ kind: "tiers" }),
    })
  })

  it.each(seeds({ short: [1], long: 5 }))(
    "cost the same all the way, seed %i",
    async (seed) => {
      const random = seededRandom(seed)
      const pick = <T>(choices: readonly T[]): T => random.pick(choices)
      const kinds = [
        { kind: "per_day", params: { day: { factor: "1.337" } } },
        { kind: "flat", params: { days: 2, extra_day: { usd: "3.33" } } },
        {
          kind: "combination",
          params: {
            lines: [
              { days: 1, price: { factor: 1 } },
              { days: 3, price: { factor: "2.4" } },
            ],
          },
        },
        {
          kind: "hourly",
          params: { hour: { factor: "0.07" }, day_cap: { usd: "7.77" } },
        },
      ]
      const endings = [{ step: "0.25" }, { step: 1, ending: "0.95", direction: "up" }]
      const breaks = [
        { from: 3, factor: "0.95" },
        { from: 6, factor: "0.851" },
      ]
      for (let draw = 0; draw < 4; draw++) {
        const card = {
          ...pick(kinds),
          modifiers: {
            quantity: { mode: pick(["all_units", "graduated"]), breaks },
            weekdays: { factors: { [pick(["friday", "sunday", "tuesday"])]: "1.21" } },
            ...pick([{}, { rounding: pick(endings) }]),
            ...pick([{}, { minimum: { usd: "49.99" } }]),
          },
        }
        const name = `drawn-${seed}-${draw}`
        await make(name, card)
        await expectOk(give(gold, name))
        const quantity = random.whole(1, 9)
        const dates = period(100 + 25 * (draw + 4 * (seed % 5)), random.whole(1, 8))
        const [line] = (await quote(dates, [[gold, quantity]])).lines
        const id = await placeOrder(shop, dates, [[gold, quantity]])
        const { body } = await expectOk(
          shop.admin("GET", `/admin/orders/${id}?fields=+item_total,*items`)
        )
        const { rental } = (
          await expectOk(shop.admin("GET", `/admin/rental/orders/${id}`))
        ).body
        expect({ draw, ...rental.lines[0].price.breakdown }).toEqual({
          draw,
          ...line.breakdown,
        })
        expect({ draw, total: body.order.item_total }).toEqual({
          draw,
          total: line.line_total,
        })
        expect(body.order.items[0].unit_price).toBe(line.unit_price)
      }
      await expectOk(give(gold, "per_day"))
    }
  )

  it("follow the quantity of a line, changed by Medusa's own call too", async () => {
    const cart = await openCart(shop, period(30, 1))
    await expectOk(addItem(shop, cart, blue, 9))
    const [line] = (await linesOf(cart)).items
    expect(line).toMatchObject({ unit_price: 5, quantity: 9 })
    const change = (quantity: unknown, more = {}) =>
      shop.store("POST", `/store/carts/${cart}/line-items/${line!.id}`, {
        quantity,
        ...more,
      })

    const changed = await expectOk(change(10, { metadata: { table: "7" } }))
    expect(changed.body.cart.items[0]).toMatchObject({
      unit_price: 4,
      quantity: 10,
      metadata: { table: "7" },
    })
    expect((await linesOf(cart)).total).toBe(40)

    // Added to: together they are over the break, on their own they would not be.
    await expectOk(change(9))
    expect((await linesOf(cart)).items[0]).toMatchObject({ unit_price: 5 })
    await expectOk(addItem(shop, cart, blue, 2))
    expect((await linesOf(cart)).items[0]).toMatchObject({ unit_price: 4, quantity: 11 })

    const tooMany = await change(41)
    expect(tooMany).toMatchObject({ status: 409, body: { code: "rental_shortage" } })
    expect((await linesOf(cart)).items[0]).toMatchObject({ unit_price: 4, quantity: 11 })
    expect((await change(1.5)).status).toBe(400)

    await expectOk(change(0))
    expect((await linesOf(cart)).items).toEqual([])
  })

  it("count the units of both carts when two become one", async () => {
    const dates = period(35, 1)
    const one = await openCart(shop, dates)
    const other = await openCart(shop, dates)
    await expectOk(addItem(shop, one, blue, 6))
    await expectOk(addItem(shop, other, blue, 6))
    await expectOk(
      shop.store("POST", `/store/carts/${one}/rental-merge`, { from_cart_id: other })
    )
    expect((await linesOf(one)).items).toEqual([
      expect.objectContaining({ unit_price: 4, quantity: 12 }),
    ])
    expect(
      (
        await quote(dates, [
          [blue, 6],
          [blue, 6],
        ])
      ).totals.items
    ).toBe(48)
  })

  it("never charge what was not shown: a change stops the completion", async () => {
    await make("changing", { kind: "flat", params: { days: 2, extra_day: { usd: "1" } } })
    await expectOk(give(gold, "changing"))
    const cart = await openCart(shop, period(40, 3))
    await expectOk(addItem(shop, cart, gold, 2))
    expect((await linesOf(cart)).items[0]).toMatchObject({ unit_price: 7.5 })
    await prepareCheckout(shop, cart)

    await expectOk(
      shop.admin("POST", `${CARDS}/changing`, {
        params: { days: 2, extra_day: { usd: "2" } },
      })
    )
    const refused = await complete(shop, cart)
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: "rental_price_changed",
        lines: [expect.objectContaining({ shown: 7.5, price: 8.5 })],
      },
    })

    await expectOk(shop.store("POST", `/store/carts/${cart}/rental-hold`))
    expect((await linesOf(cart)).items[0]).toMatchObject({ unit_price: 8.5 })
    await openPayment(shop, cart)
    const { body } = await expectOk(complete(shop, cart))

    // The order keeps its price, and the card it was made with.
    await expectOk(
      shop.admin("POST", `${CARDS}/changing`, {
        params: { days: 2, extra_day: { usd: "3" } },
      })
    )
    const told = await expectOk(
      shop.store("GET", `/store/orders/${body.order.id}/rental`, undefined, {
        "x-cart-id": cart,
      })
    )
    const { price } = told.body.rental.lines[0]
    expect(price).toMatchObject({
      unit_price: 8.5,
      breakdown: { words: "first 2 days at $6.50, 1 extra day at $2" },
    })
    expect(price).not.toHaveProperty("definition")
  })

  it("offer both prices when staff move an order, and keep or renew them", async () => {
    await make("moving", { kind: "per_day" })
    await expectOk(give(gold, "moving"))
    const id = await placeOrder(shop, period(50, 2), [[gold, 2]])
    await expectOk(
      shop.admin("POST", `${CARDS}/moving`, { params: { day: { factor: 2 } } })
    )
    const later = period(60, 3)
    const preview = await expectOk(changeOrder(shop, id, { ...later, dry_run: true }))
    expect(preview.body.change).toMatchObject({
      prices: "recalculate",
      difference: 52,
      lines: [{ unit_price: 39, agreed_unit_price: 13, current_unit_price: 39 }],
    })
    const kept = await expectOk(changeOrder(shop, id, { ...later, prices: "keep" }))
    expect(kept.body.change).toMatchObject({
      prices: "keep",
      difference: 0,
      lines: [{ unit_price: 13, agreed_unit_price: 13, current_unit_price: 39 }],
    })
    expect(kept.body.rental.lines[0].price).toMatchObject({
      unit_price: 13,
      priced_for: period(50, 2),
      breakdown: { words: "2 days at $6.50" },
    })
    const again = await expectOk(changeOrder(shop, id, { prices: "recalculate" }))
    expect(again.body.change).toMatchObject({ difference: 52 })
    expect(again.body.rental.lines[0].price).toMatchObject({
      unit_price: 39,
      priced_for: later,
      breakdown: { words: "3 days at $13" },
    })
    // A price that somebody sets by hand is not what the card made of it.
    await expectOk(shop.admin("POST", "/admin/order-edits", { order_id: id }))
    const line = again.body.rental.lines[0].line_item_id
    await expectOk(
      shop.admin("POST", `/admin/order-edits/${id}/items/item/${line}`, {
        quantity: 2,
        unit_price: 30,
      })
    )
    await expectOk(shop.admin("POST", `/admin/order-edits/${id}/request`))
    await expectOk(shop.admin("POST", `/admin/order-edits/${id}/confirm`))
    const { body } = await expectOk(shop.admin("GET", `/admin/rental/orders/${id}`))
    expect(body.rental.lines[0].price).toBeNull()
  })

  it("price an order that staff write", async () => {
    const { body } = await expectOk(
      shop.admin("POST", "/admin/rental/draft-orders", {
        ...period(70, 2),
        region_id: await regionId(shop),
        email: "staff@example.com",
        items: [{ variant_id: blue, quantity: 10 }],
      })
    )
    const { draft_order } = body
    expect(draft_order.items[0]).toMatchObject({ unit_price: 8, quantity: 10 })
    expect(draft_order.rental.lines[0].price).toMatchObject({
      unit_price: 8,
      breakdown: { rate_card: "chairs", words: "2 days at $5, 20% off for 10" },
    })
    await expectOk(shop.admin("DELETE", `/admin/draft-orders/${draft_order.id}`))
    const left = await shop.sql("select 1 from rental_line_price where owner_id = $1", [
      draft_order.id,
    ])
    expect(left).toEqual([])
  })

  it("charge by the hour and by 24 hours, with the times of the period", async () => {
    await make("hours", {
      kind: "hourly",
      params: { hour: { factor: "0.5" }, day_cap: { usd: "15" } },
    })
    await expectOk(give(gold, "hours"))
    const { start_date } = period(75, 1)
    const { lines } = await quote(
      { start_date, end_date: start_date, start_time: "10:00", end_time: "13:20" },
      [[gold, 1]]
    )
    expect(lines[0]).toMatchObject({
      unit_price: 13,
      breakdown: { words: "4 hours at $3.25" },
    })
    const { lines: long } = await quote(period(75, 2), [[gold, 1]])
    expect(long[0]).toMatchObject({
      unit_price: 30,
      breakdown: { words: "2 days at $15" },
    })
  })

  it("are kept while items use them, and go when none does", async () => {
    const refused = await shop.admin("DELETE", `${CARDS}/chairs`)
    expect(refused).toMatchObject({
      status: 409,
      body: { code: "rental_rate_card_in_use", items: 1, field: "name" },
    })
    await expectOk(give(blue, "per_day"))
    const gone = await expectOk(shop.admin("DELETE", `${CARDS}/chairs`))
    expect(gone.body).toEqual({ id: "chairs", object: "rate_card", deleted: true })
    expect((await shop.admin("GET", `${CARDS}/chairs`)).status).toBe(404)
    expect(await give(blue, "chairs")).toMatchObject({
      status: 400,
      body: { field: "rate_card" },
    })
  })

  it("are listed with those of the code", async () => {
    const { body } = await expectOk(shop.admin("GET", CARDS))
    const [first] = body.rate_cards
    expect(first).toMatchObject({
      name: "per_day",
      source: "code",
      definition: { kind: "per_day" },
    })
    const hours = body.rate_cards.find((card: { name: string }) => card.name === "hours")
    expect(hours).toMatchObject({
      title: "hours",
      source: "saved",
      items: 1,
      kind: "hourly",
      params: { hour: { factor: "0.5" }, step_minutes: 60 },
      updated_by: expect.stringMatching(/^user_/),
    })
    expect(
      (await expectOk(shop.admin("GET", `${CARDS}/per_day`))).body.rate_card
    ).toEqual(first)
  })

  it.each([
    ["a kind there is not", { kind: "magic" }, "kind"],
    ["no params", { kind: "flat" }, "params"],
    ["a field there is not", { kind: "per_day", params: { dya: 1 } }, "params.dya"],
    [
      "an amount below nothing",
      { kind: "flat", params: { days: 1, extra_day: { factor: -1 } } },
      "params.extra_day.factor",
    ],
    [
      "a tier out of order",
      {
        kind: "tiers",
        params: {
          by: "day",
          tiers: [
            { from: 1, rate: { factor: 1 } },
            { from: 1, rate: { factor: 1 } },
          ],
        },
      },
      "params.tiers.1.from",
    ],
    [
      "a season that ends before it begins",
      {
        kind: "per_day",
        modifiers: {
          seasons: {
            list: [{ name: "S", from: "2027-08-01", to: "2027-07-01", factor: 1 }],
          },
        },
      },
      "modifiers.seasons.list.0.to",
    ],
    ["a name with spaces", { name: "two words", kind: "per_day" }, "name"],
    ["the name of the built-in card", { name: "per_day", kind: "per_day" }, "name"],
    ["the name of another card", { name: "hours", kind: "per_day" }, "name"],
    ["the name of the preview", { name: "preview", kind: "per_day" }, "name"],
  ])("refuse %s, naming the field", async (_what, card, field) => {
    expect(await shop.admin("POST", CARDS, { name: "wrong", ...card })).toMatchObject({
      status: 400,
      body: { code: "rental_request_invalid", field },
    })
  })

  it("refuse a currency that they have no amount in", async () => {
    const preview = await shop.admin("POST", `${CARDS}/preview`, {
      card: { kind: "flat", params: { days: 1, extra_day: { eur: "4" } } },
      base_rate: "10",
      currency_code: "usd",
      periods: [period(10, 2)],
    })
    expect(preview).toMatchObject({
      status: 400,
      body: { code: "rental_request_invalid", field: "currency_code" },
    })
    expect(preview.body.message).toContain("no amount in USD for an extra day")
    const nothing = await shop.admin("POST", `${CARDS}/preview`, {
      base_rate: "10",
      currency_code: "usd",
      periods: [period(10, 2)],
    })
    expect(nothing).toMatchObject({ status: 400, body: { field: "card" } })
  })
})
