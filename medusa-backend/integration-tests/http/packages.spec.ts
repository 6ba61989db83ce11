import {
  addItem,
  complete,
  expectOk,
  openCart,
  openPayment,
  period,
  prepareCheckout,
  type Period,
} from "../harness/customer"
import { auditLedger } from "../harness/ledger-audit"
import { openShop, type Answer, type Shop } from "../harness/shop"
import { changeOrder, regionId } from "../harness/staff"

/* A day of dinner costs 90, of a gold chair 6.50, blue 5, linen 12, a vase 4, a table 35. */
describe("packages and add-ons", () => {
  let shop: Shop
  const id: Record<string, string> = {}

  beforeAll(async () => {
    shop = await openShop()
    for (const [name, sku] of Object.entries({
      gold: "GOLD-CHAIR",
      blue: "BLUE-CHAIR",
      vase: "TERRACOTTA-VASE",
      linen: "WHITE-LINEN",
      table: "OAK-TABLE",
      dinner: "PACKAGE-DINNER-FOR-EIGHT",
      lounge: "PACKAGE-LOUNGE-CORNER",
    })) {
      id[name] = await shop.variantId(sku)
    }
    await expectOk(
      write("dinner", {
        components: [
          { variant_id: id.table, quantity: 1 },
          {
            variant_id: id.blue,
            quantity: 8,
            replacements: [{ variant_id: id.gold, charge: "difference" }],
          },
          {
            variant_id: id.linen,
            quantity: 1,
            optional: true,
            selected: false,
            charge: "own",
          },
        ],
      })
    )
    await expectOk(
      write("lounge", {
        package_pricing: "percent",
        package_percent_off: 12.5,
        components: [
          { variant_id: id.gold, quantity: 1 },
          { variant_id: id.vase, quantity: 2, optional: true },
        ],
      })
    )
  })
  afterAll(async () => {
    expect(await auditLedger(shop)).toEqual([])
    expect(shop.serverErrors()).toEqual([])
    await shop.close()
  })

  async function write(name: string, item: object): Promise<Answer> {
    const variant_id = id[name]
    const { body } = await expectOk(
      shop.admin("GET", `/admin/rental/items?variant_id=${variant_id}`)
    )
    const { product_id } = body.items[0]
    return await shop.admin("POST", "/admin/rental/items", {
      items: [{ variant_id, product_id, ...item }],
    })
  }
  const add = (cart: string, name: string, quantity: number, choices?: object[]) =>
    shop.store("POST", `/store/carts/${cart}/rental-items`, {
      variant_id: id[name],
      quantity,
      choices,
    })
  const choose = (cart: string, line_item_id: string, choices: object[]) =>
    shop.store("POST", `/store/carts/${cart}/rental-choices`, { line_item_id, choices })
  const offer = async (name: string, dates: Period, more = "") =>
    await shop.store(
      "GET",
      `/store/rental/packages/${id[name]}?${new URLSearchParams({ ...dates })}${more}`
    )
  const quote = async (dates: Period, items: object[]) =>
    await shop.store("POST", "/store/rental/quote", { ...dates, items })
  const cartOf = async (cart: string) =>
    (await expectOk(shop.store("GET", `/store/carts/${cart}?fields=+total,*items`))).body
      .cart as {
      item_total: number
      items: { id: string; variant_id: string; quantity: number; unit_price: number }[]
    }
  const lineOf = async (cart: string, name: string) =>
    (await cartOf(cart)).items.find((item) => item.variant_id === id[name])!
  const rentalOf = async (cart: string) =>
    (await expectOk(shop.store("GET", `/store/carts/${cart}/rental`))).body.rental
  const named = (rows: { variant_id: string; quantity: number }[]) =>
    Object.fromEntries(
      rows.map(({ variant_id, quantity }) => [
        Object.keys(id).find((name) => id[name] === variant_id),
        Number(quantity),
      ])
    ) as Record<string, number>
  const booked = async (column: "cart_id" | "order_id", owner: string) =>
    named(
      await shop.sql(
        `select i.variant_id, sum(b.quantity) as quantity
           from rental_booking b join rental_item i on i.id = b.item_id
          where b.${column} = $1 and b.state in ('held', 'reserved', 'out')
          group by 1`,
        [owner]
      )
    )
  const quantities = async (cart: string) => named((await cartOf(cart)).items)
  const order = async (cart: string): Promise<string> => {
    await prepareCheckout(shop, cart)
    return (await expectOk(complete(shop, cart))).body.order.id as string
  }
  const withGold = () => ({ variant_id: id.blue, replace_with: id.gold })
  const withLinen = () => ({ variant_id: id.linen, include: true })

  it("are offered with their choices, what these cost, and what is free", async () => {
    const dates = period(20, 2)
    const { body } = await expectOk(offer("dinner", dates))
    expect(body.package).toMatchObject({
      ...dates,
      days: 2,
      variant_id: id.dinner,
      unit_price: 180,
      available: 5,
      components: [
        { variant_id: id.table, quantity: 1, optional: false, price_difference: null },
        {
          variant_id: id.blue,
          quantity: 8,
          available: 40,
          unit_price: 10,
          replacements: [
            // Two days of eight chairs, 1.50 a day dearer each.
            { variant_id: id.gold, title: "Gold chair", price_difference: 24 },
          ],
        },
        {
          variant_id: id.linen,
          optional: true,
          selected: false,
          price_difference: 24,
          replacements: [],
        },
      ],
      add_ons: [],
    })
    const lounge = await expectOk(offer("lounge", dates))
    // (2 × 6.50 + 2 × 2 × 4) less 12.5 %.
    expect(lounge.body.package).toMatchObject({
      unit_price: 25.38,
      breakdown: {
        words: "its components at $29, 12.5% off",
        parts: [
          { what: "component", variant_id: id.gold, units: 1, amount: 13 },
          { what: "component", variant_id: id.vase, units: 2, rate: 8, amount: 16 },
          { what: "package", rate: 29, factor: -0.125, amount: -3.625 },
          { what: "rounding", amount: 0.005 },
        ],
      },
      components: [{ price_difference: null }, { price_difference: -14 }],
    })
    expect((await offer("blue", dates)).status).toBe(404)
    expect((await offer("dinner", dates, "&quantity=x")).status).toBe(400)
  })

  it("cost the same in offer, quote, cart and order, and are booked as chosen", async () => {
    const dates = period(30, 2)
    const choices = [withGold(), withLinen()]
    const quoted = await expectOk(
      quote(dates, [{ variant_id: id.dinner, quantity: 1, choices }])
    )
    expect(quoted.body).toMatchObject({
      lines: [{ unit_price: 180 + 24 + 24 }],
      shortages: [],
    })
    const cart = await openCart(shop, dates)
    await expectOk(add(cart, "dinner", 1, choices))
    expect(await lineOf(cart, "dinner")).toMatchObject({ unit_price: 228 })
    expect(await booked("cart_id", cart)).toEqual({ table: 1, gold: 8, linen: 1 })
    const rental = await rentalOf(cart)
    expect(rental.lines).toEqual([
      expect.objectContaining({
        variant_id: id.dinner,
        state: "held",
        choices: expect.arrayContaining([withGold(), withLinen()]),
      }),
    ])
    expect(named(rental.lines[0].components)).toEqual({ table: 1, gold: 8, linen: 1 })

    const orderId = await order(cart)
    expect(await booked("order_id", orderId)).toEqual({ table: 1, gold: 8, linen: 1 })
    const told = await expectOk(shop.admin("GET", `/admin/rental/orders/${orderId}`))
    expect(told.body.rental.lines).toEqual([
      expect.objectContaining({
        variant_id: id.dinner,
        price: expect.objectContaining({
          unit_price: 228,
          breakdown: quoted.body.lines[0].breakdown,
        }),
      }),
    ])

    // What was chosen survives new dates, and staff can choose again.
    const later = period(40, 3)
    const moved = await expectOk(changeOrder(shop, orderId, later))
    expect(moved.body.change.lines[0]).toMatchObject({ unit_price: 270 + 36 + 36 })
    expect(await booked("order_id", orderId)).toEqual({ table: 1, gold: 8, linen: 1 })
    const plain = [{ variant_id: id.blue, replace_with: null }]
    const items = [{ variant_id: id.dinner, quantity: 1, choices: plain }]
    const chosen = await expectOk(changeOrder(shop, orderId, { items }))
    expect(chosen.body.change).toMatchObject({ difference: -36 })
    expect(await booked("order_id", orderId)).toEqual({ table: 1, blue: 8, linen: 1 })
  })

  it("are chosen anew in the cart, all or nothing", async () => {
    const dates = period(50, 1)
    const other = await openCart(shop, dates)
    await expectOk(addItem(shop, other, id.gold!, 5))
    const cart = await openCart(shop, dates)
    await expectOk(add(cart, "dinner", 1, [withLinen()]))
    const { id: line } = await lineOf(cart, "dinner")

    const refused = await choose(cart, line, [withGold()])
    expect(refused).toMatchObject({ status: 409, body: { code: "rental_shortage" } })
    expect(await booked("cart_id", cart)).toEqual({ table: 1, blue: 8, linen: 1 })
    expect(await lineOf(cart, "dinner")).toMatchObject({ unit_price: 102 })

    await expectOk(choose(cart, line, [{ variant_id: id.linen, include: false }]))
    expect(await booked("cart_id", cart)).toEqual({ table: 1, blue: 8 })
    expect(await lineOf(cart, "dinner")).toMatchObject({ unit_price: 90 })
    await expectOk(
      shop.store("POST", `/store/carts/${cart}/line-items/${line}`, { quantity: 2 })
    )
    expect(await booked("cart_id", cart)).toEqual({ table: 2, blue: 16 })
  })

  it("are not what metadata says, and no choice that is not offered", async () => {
    const cart = await openCart(shop, period(55, 1))
    const choices = [
      { variant_id: id.table, include: false },
      { variant_id: id.blue, replace_with: id.vase },
      { variant_id: id.vase, include: true },
      { variant_id: id.linen, include: "yes" },
    ]
    for (const choice of choices) {
      const answer = await add(cart, "dinner", 1, [choice])
      expect({ choice, status: answer.status, code: answer.body.code }).toEqual({
        choice,
        status: 400,
        code: "rental_request_invalid",
      })
      expect(answer.body.field).toMatch(/^choices/)
    }
    expect((await add(cart, "blue", 1, [withLinen()])).status).toBe(400)
    await expectOk(add(cart, "dinner", 1))
    const { id: line } = await lineOf(cart, "dinner")
    await expectOk(
      shop.store("POST", `/store/carts/${cart}/line-items/${line}`, {
        quantity: 1,
        metadata: { choices: [withGold()], choice: { [id.blue!]: { taken: false } } },
      })
    )
    expect(await booked("cart_id", cart)).toEqual({ table: 1, blue: 8 })
    expect((await add(cart, "dinner", 1, [withLinen()])).body.field).toBe("choices")
    expect((await choose(cart, "cali_nobody", [withLinen()])).body.code).toBe(
      "rental_not_found"
    )
  })

  it("keep what was chosen when two carts become one", async () => {
    const dates = period(60, 1)
    const mine = await openCart(shop, dates)
    const other = await openCart(shop, dates)
    await expectOk(add(other, "dinner", 1, [withGold(), withLinen()]))
    await expectOk(
      shop.store("POST", `/store/carts/${mine}/rental-merge`, { from_cart_id: other })
    )
    expect(await booked("cart_id", mine)).toEqual({ table: 1, gold: 8, linen: 1 })
    const line = await lineOf(mine, "dinner")
    expect(line).toMatchObject({ unit_price: 90 + 12 + 12, quantity: 1 })
    expect(await booked("order_id", await order(mine))).toEqual({
      table: 1,
      gold: 8,
      linen: 1,
    })
  })

  it("by their components cost the same in quote, cart and order", async () => {
    const dates = period(70, 3)
    const choices = [{ variant_id: id.vase, include: false }]
    const quoted = await expectOk(
      quote(dates, [{ variant_id: id.lounge, quantity: 2, choices }])
    )
    // 3 × 6.50 less 12.5 %.
    expect(quoted.body.lines[0]).toMatchObject({ unit_price: 17.06, line_total: 34.12 })
    const cart = await openCart(shop, dates)
    await expectOk(add(cart, "lounge", 2, choices))
    expect(await cartOf(cart)).toMatchObject({ item_total: 34.12 })
    const orderId = await order(cart)
    const { body } = await expectOk(
      shop.admin("GET", `/admin/orders/${orderId}?fields=+item_total`)
    )
    expect(body.order.item_total).toBe(34.12)
    expect(await booked("order_id", orderId)).toEqual({ gold: 2 })
  })

  it("within packages are one line, and refused when they contain themselves", async () => {
    await expectOk(
      write("lounge", {
        package_pricing: "percent",
        package_percent_off: 0,
        components: [
          { variant_id: id.dinner, quantity: 1 },
          { variant_id: id.vase, quantity: 2 },
        ],
      })
    )
    const cycle = await write("dinner", {
      components: [{ variant_id: id.lounge, quantity: 1 }],
    })
    expect(cycle).toMatchObject({
      status: 400,
      body: { code: "rental_request_invalid", field: "components" },
    })
    const dates = period(80, 1)
    const cart = await openCart(shop, dates)
    await expectOk(add(cart, "lounge", 2))
    expect(await booked("cart_id", cart)).toEqual({ table: 2, blue: 16, vase: 4 })
    expect((await cartOf(cart)).items).toEqual([
      expect.objectContaining({ variant_id: id.lounge, unit_price: 98, quantity: 2 }),
    ])
    const { body } = await expectOk(offer("lounge", dates))
    expect(body.package.available).toBe(3)
  })

  describe("add-ons", () => {
    beforeAll(async () => {
      await expectOk(
        write("table", {
          add_ons: [
            { variant_id: id.linen, required: true, quantity: 2 },
            { variant_id: id.vase, quantity: 1, per: 2 },
          ],
        })
      )
    })
    afterAll(async () => {
      await expectOk(write("table", { add_ons: [] }))
    })

    it("come, change and go with their item; suggested ones do not", async () => {
      const cart = await openCart(shop, period(90, 1))
      await expectOk(add(cart, "table", 2))
      expect(await quantities(cart)).toEqual({ table: 2, linen: 4 })
      expect(await booked("cart_id", cart)).toEqual({ table: 2, linen: 4 })
      expect(await cartOf(cart)).toMatchObject({ item_total: 2 * 35 + 4 * 12 })

      await expectOk(add(cart, "linen", 3))
      const table = await lineOf(cart, "table")
      await expectOk(
        shop.store("POST", `/store/carts/${cart}/line-items/${table.id}`, { quantity: 3 })
      )
      expect(await quantities(cart)).toEqual({ table: 3, linen: 9 })
      const { lines } = await rentalOf(cart)
      expect(
        lines.find((line: { variant_id: string }) => line.variant_id === id.linen)
      ).toMatchObject({ quantity: 9, required: 6 })

      const linen = await lineOf(cart, "linen")
      const line = `/store/carts/${cart}/line-items/${linen.id}`
      expect((await shop.store("POST", line, { quantity: 5 })).body).toMatchObject({
        code: "rental_request_invalid",
        field: "quantity",
      })
      expect((await shop.store("DELETE", line)).status).toBe(400)
      await expectOk(shop.store("POST", line, { quantity: 6 }))
      const gone = await expectOk(
        shop.store("DELETE", `/store/carts/${cart}/line-items/${table.id}`)
      )
      expect(gone.body).toMatchObject({ id: table.id, deleted: true })
      expect(gone.body.parent.items).toEqual([])
      expect(await quantities(cart)).toEqual({})
      expect(await booked("cart_id", cart)).toEqual({})
    })

    it("that the customer took for themselves stay", async () => {
      const cart = await openCart(shop, period(95, 1))
      await expectOk(add(cart, "linen", 1))
      await expectOk(add(cart, "table", 1))
      const table = await lineOf(cart, "table")
      await expectOk(
        shop.store("POST", `/store/carts/${cart}/line-items/${table.id}`, { quantity: 0 })
      )
      expect(await quantities(cart)).toEqual({ linen: 1 })
      expect(await booked("cart_id", cart)).toEqual({ linen: 1 })
    })

    it("that are missing are too few to complete, and a renewed hold brings them", async () => {
      const cart = await openCart(shop, period(100, 1))
      await expectOk(write("table", { add_ons: [] }))
      await expectOk(add(cart, "table", 1))
      await expectOk(
        write("table", {
          add_ons: [{ variant_id: id.linen, required: true, quantity: 2 }],
        })
      )
      await prepareCheckout(shop, cart)
      expect(await complete(shop, cart)).toMatchObject({
        status: 409,
        body: {
          code: "rental_add_on_missing",
          add_ons: [{ variant_id: id.linen, required: 2, quantity: 0 }],
        },
      })
      await expectOk(shop.store("POST", `/store/carts/${cart}/rental-hold`))
      expect(await quantities(cart)).toEqual({ table: 1, linen: 2 })
      await openPayment(shop, cart)
      const orderId: string = (await expectOk(complete(shop, cart))).body.order.id

      const more = { items: [{ variant_id: id.table, quantity: 2 }] }
      await expectOk(changeOrder(shop, orderId, more))
      expect(await booked("order_id", orderId)).toEqual({ table: 2, linen: 4 })
      const fewer = { items: [{ variant_id: id.linen, quantity: 1 }] }
      await expectOk(changeOrder(shop, orderId, fewer))
      expect(await booked("order_id", orderId)).toEqual({ table: 2, linen: 1 })
    })

    it("are once for each item when two carts become one", async () => {
      const dates = period(105, 1)
      const mine = await openCart(shop, dates)
      const other = await openCart(shop, dates)
      await expectOk(add(mine, "table", 1))
      await expectOk(add(other, "table", 1))
      await expectOk(add(other, "linen", 1))
      await expectOk(
        shop.store("POST", `/store/carts/${mine}/rental-merge`, { from_cart_id: other })
      )
      expect(await quantities(mine)).toEqual({ table: 2, linen: 5 })
    })

    it("come with an order that staff write", async () => {
      const { body } = await expectOk(
        shop.admin("POST", "/admin/rental/draft-orders", {
          ...period(110, 1),
          region_id: await regionId(shop),
          email: "ada@example.com",
          reserve: true,
          items: [
            { variant_id: id.table, quantity: 1 },
            { variant_id: id.dinner, quantity: 1, choices: [withGold()] },
          ],
        })
      )
      expect(await booked("order_id", body.draft_order.id)).toEqual({
        table: 2,
        linen: 2,
        gold: 8,
      })
    })
  })
})
