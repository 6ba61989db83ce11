import {
  addItem,
  complete,
  expectOk,
  openCart,
  openPayment,
  period,
  prepareCheckout,
} from "../harness/customer"
import { openShop, type Shop } from "../harness/shop"
import { regionId, sellCandles } from "../harness/staff"

/* The chair costs 5 dollars a day: 15 for three days. */
describe("damage waiver, deposit and late fee", () => {
  let shop: Shop
  let chair: string
  let gold: string
  const dates = period(40, 3)
  const percent = { type: "percent", percent: 10, is_required: false }

  beforeAll(async () => {
    shop = await openShop()
    chair = await shop.variantId("BLUE-CHAIR")
    gold = await shop.variantId("GOLD-CHAIR")
  })
  afterAll(async () => {
    expect(shop.serverErrors()).toEqual([])
    await shop.close()
  })

  const setCharges = (change: object) =>
    expectOk(shop.admin("POST", "/admin/rental/charges", change))
  const none = { waiver: null, deposit: null, late_fee: null }
  beforeEach(() => setCharges(none))

  const takeWaiver = (cart: string, accepted = true) =>
    shop.store("POST", `/store/carts/${cart}/rental-waiver`, { accepted })

  const cartWith = async (chairs = 4) => {
    const cart = await openCart(shop, dates)
    await expectOk(addItem(shop, cart, chair, chairs))
    return cart
  }
  const readCart = async (cart: string) =>
    (await expectOk(shop.store("GET", `/store/carts/${cart}`))).body.cart

  const waiverOf = (cart: {
    items: { variant_id: string | null; unit_price: number; quantity: number }[]
  }) => cart.items.find(({ variant_id }) => variant_id === null)

  it("are in the quote, with their words", async () => {
    await setCharges({
      waiver: percent,
      deposit: { type: "percent_of_rental", percent: 50 },
    })
    const { body } = await expectOk(
      shop.store("POST", "/store/rental/quote", {
        ...dates,
        region_id: await regionId(shop),
        items: [{ variant_id: chair, quantity: 4 }],
      })
    )
    expect(body).toMatchObject({
      lines: [{ line_total: 60, deposit: 30 }],
      waiver: { amount: 6, words: "10% of $60", is_required: false },
      totals: { items: 60, deposit: 30 },
    })
  })

  it("a waiver is taken, follows the cart whichever call changes it, and goes", async () => {
    await setCharges({ waiver: percent })
    const cart = await cartWith()
    const taken = await expectOk(takeWaiver(cart))
    expect(waiverOf(taken.body.cart)).toMatchObject({ unit_price: 6, quantity: 1 })
    expect(taken.body.cart).toMatchObject({
      item_total: 66,
      rental: { charges: { waiver: { amount: 6, is_chosen: true } } },
    })
    const added = await expectOk(addItem(shop, cart, gold, 2))
    const { unit_price } = waiverOf(added.body.cart)!
    expect(unit_price).toBeGreaterThan(6)
    const line = added.body.cart.items.find(
      (item: { variant_id: string }) => item.variant_id === chair
    ).id
    await expectOk(
      shop.store("POST", `/store/carts/${cart}/line-items/${line}`, { quantity: 8 })
    )
    expect(waiverOf(await readCart(cart))!.unit_price).toBeCloseTo(unit_price + 6)
    await expectOk(shop.store("DELETE", `/store/carts/${cart}/line-items/${line}`))
    expect(waiverOf(await readCart(cart))!.unit_price).toBeCloseTo(unit_price - 6)
    await expectOk(takeWaiver(cart, false))
    expect(waiverOf(await readCart(cart))).toBeUndefined()
    await expectOk(takeWaiver(cart))
    const left = (await readCart(cart)).items.find(
      (item: { variant_id: string }) => item.variant_id === gold
    )
    await expectOk(shop.store("DELETE", `/store/carts/${cart}/line-items/${left.id}`))
    expect((await readCart(cart)).items).toEqual([])
  })

  it("a waiver that a customer multiplies, or marks on goods, stays what it is", async () => {
    await setCharges({ waiver: percent })
    const cart = await cartWith()
    const { body } = await expectOk(takeWaiver(cart))
    const line = body.cart.items.find(
      (item: { variant_id: null }) => item.variant_id === null
    ).id
    await expectOk(
      shop.store("POST", `/store/carts/${cart}/line-items/${line}`, { quantity: 7 })
    )
    expect(waiverOf(await readCart(cart))).toMatchObject({ unit_price: 6, quantity: 1 })
    const candles = await sellCandles(shop)
    await expectOk(
      shop.store("POST", `/store/carts/${cart}/line-items`, {
        variant_id: candles,
        quantity: 1,
        metadata: { rental_waiver: true },
      })
    )
    const { items } = await readCart(cart)
    expect(
      items.find((item: { variant_id: string }) => item.variant_id === candles)
    ).toMatchObject({ unit_price: 9, quantity: 1 })
  })

  it("a waiver is taxed, and promotions leave it alone", async () => {
    const [region] = await shop.sql<{ id: string }>("select id from tax_region limit 1")
    await expectOk(
      shop.admin("POST", "/admin/tax-rates", {
        tax_region_id: region!.id,
        name: "Sales tax",
        code: "sales",
        rate: 10,
        is_default: true,
      })
    )
    await expectOk(
      shop.admin("POST", "/admin/promotions", {
        code: "HALF",
        type: "standard",
        status: "active",
        application_method: {
          type: "percentage",
          target_type: "items",
          allocation: "across",
          value: 50,
          currency_code: "usd",
        },
      })
    )
    await setCharges({ waiver: percent })
    const cart = await cartWith()
    await prepareCheckout(shop, cart)
    await expectOk(takeWaiver(cart))
    const { body } = await expectOk(
      shop.store("POST", `/store/carts/${cart}/promotions`, { promo_codes: ["HALF"] })
    )
    // 60 for chairs, half of it off; 6 for the waiver; 10 % on both.
    expect(body.cart).toMatchObject({
      item_subtotal: 66,
      discount_subtotal: 30,
      item_total: 39.6,
    })
    await openPayment(shop, cart)
    const { body: done } = await expectOk(complete(shop, cart))
    expect(done.order.item_total).toBe(39.6)
  })

  it("a waiver of every rental comes by itself, and cannot be left out", async () => {
    await setCharges({ waiver: { ...percent, is_required: true } })
    const cart = await cartWith()
    const line = (await readCart(cart)).items.find(
      (item: { variant_id: null }) => item.variant_id === null
    )
    expect(line).toMatchObject({ unit_price: 6 })
    expect(await takeWaiver(cart, false)).toMatchObject({
      status: 400,
      body: { code: "rental_request_invalid", field: "accepted" },
    })
    await prepareCheckout(shop, cart)
    await expectOk(shop.store("DELETE", `/store/carts/${cart}/line-items/${line.id}`))
    await openPayment(shop, cart)
    expect(await complete(shop, cart)).toMatchObject({
      status: 409,
      body: { code: "rental_price_changed", lines: [{ shown: 0, price: 6 }] },
    })
    await expectOk(shop.store("POST", `/store/carts/${cart}/rental-hold`, {}))
    await openPayment(shop, cart)
    await expectOk(complete(shop, cart))
  })

  it("a waiver is refused where there is none", async () => {
    const cart = await cartWith()
    expect(await takeWaiver(cart)).toMatchObject({
      status: 400,
      body: { field: "accepted" },
    })
    await setCharges({ waiver: percent })
    expect(
      await shop.store("POST", `/store/carts/${cart}/rental-waiver`, { accepted: "yes" })
    ).toMatchObject({ status: 400, body: { field: "accepted" } })
    expect(await takeWaiver("cart_no")).toMatchObject({ status: 404 })
  })

  it.each(["an order by telephone", "a quote that is accepted"])(
    "deposit and late fee are agreed with %s, too",
    async (which) => {
      await setCharges({
        deposit: { type: "percent_of_rental", percent: 20 },
        late_fee: { type: "percent", percent: 150 },
      })
      const { body } = await expectOk(
        shop.admin("POST", "/admin/rental/draft-orders", {
          ...dates,
          region_id: await regionId(shop),
          email: "ada@example.com",
          items: [{ variant_id: chair, quantity: 4 }],
        })
      )
      const id = body.draft_order.id as string
      if (which === "an order by telephone") {
        await expectOk(shop.admin("POST", `/admin/draft-orders/${id}/convert-to-order`))
      } else {
        const quoted = await expectOk(
          shop.admin("POST", "/admin/rental/quotes", { order_id: id })
        )
        await expectOk(
          shop.store("POST", `/store/orders/${id}/rental/quote/accept`, undefined, {
            "x-order-token": quoted.body.order_token,
          })
        )
      }
      await setCharges(none)
      const order = await expectOk(shop.admin("GET", `/admin/rental/orders/${id}`))
      expect(order.body.rental.charges).toMatchObject({
        deposit: { amount: 12 },
        late_fees: [{ variant_id: chair, per_unit_and_day: 7.5 }],
      })
      const account = await expectOk(
        shop.admin("GET", `/admin/rental/orders/${id}/deposit`)
      )
      expect(account.body.deposit).toMatchObject({ agreed: 12, held: 0 })
    }
  )

  it("a deposit is agreed with the order, no part of its total, and settled by staff", async () => {
    await setCharges({
      deposit: { type: "fixed", amounts: [{ currency_code: "usd", amount: 100 }] },
      late_fee: { type: "percent", percent: 150, grace_hours: 2 },
    })
    await expectOk(
      shop.admin("POST", "/admin/rental/charges/items", {
        items: [
          {
            variant_id: gold,
            deposit: { type: "fixed", amounts: [{ currency_code: "usd", amount: 8 }] },
          },
        ],
      })
    )
    const cart = await cartWith()
    const { body } = await expectOk(addItem(shop, cart, gold, 2))
    expect(body.cart.rental.charges).toMatchObject({
      waiver: null,
      deposit: {
        amount: 116,
        order: { amount: 100, words: "$100 for the order" },
        lines: expect.arrayContaining([
          { variant_id: gold, amount: 16, words: "2 at $8" },
        ]),
      },
    })
    await prepareCheckout(shop, cart)
    const done = await expectOk(complete(shop, cart))
    const order = done.body.order.id
    expect(done.body.order.item_subtotal).toBe(body.cart.item_subtotal)
    await setCharges(none)
    const rented = await expectOk(
      shop.store("GET", `/store/orders/${order}/rental`, undefined, { "x-cart-id": cart })
    )
    expect(rented.body.rental.charges).toMatchObject({
      deposit: { amount: 116 },
      late_fees: expect.arrayContaining([
        expect.objectContaining({ variant_id: chair, per_unit_and_day: 7.5 }),
      ]),
    })
    const move = (kind: string, more: object = {}) =>
      shop.admin("POST", `/admin/rental/orders/${order}/deposit`, { kind, ...more })
    await expectOk(move("held"))
    await expectOk(move("kept", { amount: 20, reason: "A scratched leg" }))
    expect(await move("returned", { amount: 100 })).toMatchObject({
      status: 409,
      body: { code: "rental_deposit_exceeded", field: "amount", open: 96 },
    })
    await expectOk(move("returned"))
    const { body: account } = await expectOk(
      shop.admin("GET", `/admin/rental/orders/${order}/deposit`)
    )
    expect(account.deposit).toMatchObject({
      agreed: 116,
      held: 116,
      kept: 20,
      returned: 96,
      open: 0,
    })
    expect(
      (await expectOk(shop.admin("GET", `/admin/rental/orders/${order}/late-fees`))).body
    ).toMatchObject({ late_fees: { amount: 0, goods: [] } })
  })

  describe("a deposit that is paid online", () => {
    const placed = async (dates: { start_date: string; end_date: string }) => {
      await setCharges({
        deposit: { type: "fixed", amounts: [{ currency_code: "usd", amount: 100 }] },
      })
      const cart = await openCart(shop, dates)
      await expectOk(addItem(shop, cart, chair, 4))
      await prepareCheckout(shop, cart)
      const { body } = await expectOk(complete(shop, cart))
      return { cart, order: body.order.id as string }
    }
    const leave = (
      { cart, order }: { cart: string; order: string },
      provider_id = "pp_system_default"
    ) =>
      shop.store(
        "POST",
        `/store/orders/${order}/rental-deposit`,
        { provider_id },
        { "x-cart-id": cart }
      )
    const settle = (order: string, body: object) =>
      shop.admin("POST", `/admin/rental/orders/${order}/deposit`, body)
    const paymentOf = async (order: string) => {
      const [row] = await shop.sql<{
        captured: string
        refunded: string
        canceled: boolean
      }>(
        `select coalesce((select sum(amount) from capture where payment_id = p.id), 0) as captured,
                coalesce((select sum(amount) from refund where payment_id = p.id), 0) as refunded,
                p.canceled_at is not null as canceled
           from payment p
           join rental_deposit_entry e on e.payment_id = p.id
          where e.order_id = $1`,
        [order]
      )
      return {
        captured: Number(row?.captured),
        refunded: Number(row?.refunded),
        canceled: row?.canceled,
      }
    }

    const summaryOf = async (order: string) =>
      (await expectOk(shop.admin("GET", `/admin/orders/${order}`))).body.order.summary

    it("is authorised for a short rental, and let go", async () => {
      const rental = await placed(period(1, 3))
      const before = await summaryOf(rental.order)
      const { body } = await expectOk(leave(rental))
      expect(body).toMatchObject({
        deposit: { agreed: 100, held: 100, open: 100 },
        payment_session: null,
      })
      await expectOk(leave(rental))
      expect(await paymentOf(rental.order)).toEqual({
        captured: 0,
        refunded: 0,
        canceled: false,
      })
      // The order looks neither paid nor owed any more for it.
      expect(await summaryOf(rental.order)).toEqual(before)
      await expectOk(settle(rental.order, { kind: "returned" }))
      expect((await paymentOf(rental.order)).canceled).toBe(true)
    })

    it("is captured in the part that is kept", async () => {
      const rental = await placed(period(1, 2))
      await expectOk(leave(rental))
      await expectOk(settle(rental.order, { kind: "kept", amount: 30, reason: "Glass" }))
      await expectOk(settle(rental.order, { kind: "returned" }))
      expect(await paymentOf(rental.order)).toMatchObject({ captured: 30, refunded: 0 })
    })

    it("ezr-01-security-hold-7-days: is charged for a longer one, and refunded", async () => {
      const rental = await placed(period(60, 3))
      const before = await summaryOf(rental.order)
      await expectOk(leave(rental))
      expect(await paymentOf(rental.order)).toMatchObject({ captured: 100 })
      await expectOk(settle(rental.order, { kind: "kept", amount: 25, reason: "A vase" }))
      await expectOk(settle(rental.order, { kind: "returned" }))
      expect(await paymentOf(rental.order)).toEqual({
        captured: 100,
        refunded: 75,
        canceled: false,
      })
      expect(await summaryOf(rental.order)).toEqual(before)
    })

    it("is nobody else's, and of a provider there is", async () => {
      const rental = await placed(period(70, 2))
      expect(await leave({ ...rental, cart: "cart_no" })).toMatchObject({ status: 404 })
      expect(await leave(rental, "pp_none")).toMatchObject({
        status: 400,
        body: { field: "provider_id" },
      })
      await expectOk(shop.admin("POST", `/admin/orders/${rental.order}/cancel`))
      expect(await leave(rental)).toMatchObject({ status: 400, body: { field: "id" } })
    })
  })

  it("refuses by name what cannot be charged", async () => {
    for (const [change, field] of [
      [{ waiver: { type: "percent" } }, "waiver.percent"],
      [{ waiver: { type: "gift" } }, "waiver.type"],
      [{ deposit: { type: "fixed", amounts: [] } }, "deposit.amounts"],
      [
        {
          deposit: { type: "fixed", amounts: [{ currency_code: "usd", amount: 0.001 }] },
        },
        "deposit.amounts.0.amount",
      ],
      [{ late_fee: { type: "percent", percent: -1 } }, "late_fee.percent"],
      [{ tip: 5 }, "tip"],
    ] as const) {
      expect(await shop.admin("POST", "/admin/rental/charges", change)).toMatchObject({
        status: 400,
        body: { code: "rental_request_invalid", field },
      })
    }
    expect(
      await shop.admin("POST", "/admin/rental/charges/items", {
        items: [{ variant_id: "variant_no", deposit: "none" }],
      })
    ).toMatchObject({ status: 404, body: { field: "items.0.variant_id" } })
  })
})
