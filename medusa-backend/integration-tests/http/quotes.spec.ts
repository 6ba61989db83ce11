import {
  addItem,
  expectOk,
  openCart,
  period,
  prepareCheckout,
  type Period,
} from "../harness/customer"
import { auditLedger } from "../harness/ledger-audit"
import { fetchPaper } from "../harness/paper"
import { openShop, type Shop } from "../harness/shop"
import {
  addGoods,
  bookingsOf,
  freeUnits,
  placeOrder,
  regionId,
  sellCandles,
} from "../harness/staff"

describe("quotes", () => {
  let shop: Shop
  let blue: string
  let table: string

  beforeAll(async () => {
    shop = await openShop()
    blue = await shop.variantId("BLUE-CHAIR")
    table = await shop.variantId("OAK-TABLE")
  })
  afterAll(async () => {
    // A quote that is accepted was a draft: no cart is completed.
    const findings = await auditLedger(shop)
    await shop.close()
    expect(findings.filter((one) => !one.startsWith("order without a cart"))).toEqual([])
    expect(shop.serverErrors()).toEqual([])
  })

  /** A cart with an address and a delivery, as a customer has it before paying. */
  const fullCart = async (dates: Period, quantity: number, goods?: string) => {
    const cart = await openCart(shop, dates)
    await expectOk(addItem(shop, cart, blue, quantity))
    if (goods) {
      await expectOk(addGoods(shop, cart, goods, 2))
    }
    await prepareCheckout(shop, cart)
    return cart
  }

  const quote = async (body: Record<string, unknown>) => {
    const made = await expectOk(shop.admin("POST", "/admin/rental/quotes", body))
    expect(made.status).toBe(201)
    const { order_token, quote: view } = made.body
    const headers = { "x-order-token": order_token as string }
    const base = `/store/orders/${view.order_id}/rental`
    return {
      view,
      id: view.order_id as string,
      read: async () =>
        (await expectOk(shop.store("GET", `${base}/quote`, undefined, headers))).body
          .quote,
      accept: () => shop.store("POST", `${base}/quote/accept`, undefined, headers),
      paper: () => fetchPaper(shop, `${base}/papers/quote`, headers),
    }
  }

  it("keep price and units of a cart, and become the order", async () => {
    const dates = period(100, 3)
    const cart = await fullCart(dates, 30, await sellCandles(shop))
    const { body: before } = await expectOk(shop.store("GET", `/store/carts/${cart}`))
    const made = await quote({ cart_id: cart, days: 7, hold: true })
    expect(made.view).toMatchObject({ status: "open", holds: true, cart_id: cart })
    expect(made.view.total).toBe(before.cart.total)
    expect(made.view.changes).toEqual({ prices: [], shortages: [] })
    expect(Date.parse(made.view.expires_at) - Date.now()).toBeGreaterThan(
      6.9 * 86_400_000
    )
    expect(await freeUnits(shop, blue, dates)).toBe(10)

    const { text } = await made.paper()
    expect(text).toMatch(/Quote.*Valid until.*Blue chair.*Candles.*Delivery \$100\.00/)

    const { body } = await expectOk(made.accept())
    expect(body.quote).toMatchObject({
      status: "accepted",
      total: before.cart.total,
      changes: null,
    })
    expect(body.quote).not.toHaveProperty("created_by")
    expect((await expectOk(made.accept())).body.quote.status).toBe("accepted")
    expect(await bookingsOf(shop, made.id)).toMatchObject([
      { quantity: 30, state: "reserved" },
    ])
    expect(await freeUnits(shop, blue, dates)).toBe(10)
    const { body: order } = await expectOk(shop.admin("GET", `/admin/orders/${made.id}`))
    expect(order.order).toMatchObject({ status: "pending", total: before.cart.total })
  })

  it("hold the price they say while the shop's changes, and tell what changed", async () => {
    const cart = await fullCart(period(110, 2), 1)
    const made = await quote({ cart_id: cart })
    const [price] = await shop.sql<{ id: string; amount: string }>(
      `select p.id, p.amount::text from price p
         join product_variant_price_set s on s.price_set_id = p.price_set_id
        where s.variant_id = $1 and p.deleted_at is null`,
      [blue]
    )
    await shop.sql(
      `update price set amount = 8, raw_amount = '{"value": "8", "precision": 20}'
        where id = $1`,
      [price!.id]
    )
    try {
      expect((await made.read()).changes).toEqual({
        prices: [{ variant_id: blue, quoted: 10, price: 16 }],
        shortages: [],
      })
      expect((await expectOk(made.accept())).body.quote.total).toBe(made.view.total)
    } finally {
      await shop.sql(
        `update price set amount = 5, raw_amount = '{"value": "5", "precision": 20}'
          where id = $1`,
        [price!.id]
      )
    }
  })

  it("that keep no units say what is missing, and stay open", async () => {
    const dates = period(120, 2)
    const made = await quote({ cart_id: await fullCart(dates, 6) })
    // The cart's own hold ends with the quote's acceptance only; here it has run out.
    await shop.sql("update rental_booking set expires_at = now() where cart_id = $1", [
      made.view.cart_id,
    ])
    const other = await placeOrder(shop, dates, [[blue, 38]])
    const missing = [{ variant_id: blue, requested: 6, available: 2 }]
    expect((await made.read()).changes.shortages).toMatchObject(missing)
    expect(await made.accept()).toMatchObject({
      status: 409,
      body: { code: "rental_shortage", shortages: missing },
    })
    expect(await made.read()).toMatchObject({ status: "open" })
    await expectOk(shop.admin("POST", `/admin/orders/${other}/cancel`))
    expect((await expectOk(made.accept())).body.quote.status).toBe("accepted")
  })

  it("end when their time is over, or when they are withdrawn, and free their units", async () => {
    const dates = period(130, 2)
    const late = await quote({ cart_id: await fullCart(dates, 5), hold: true })
    const gone = await quote({ cart_id: await fullCart(dates, 7), hold: true })
    expect(await freeUnits(shop, blue, dates)).toBe(28)
    await shop.sql(
      "update rental_quote set expires_at = now() - interval '1 second' where order_id = $1",
      [late.id]
    )
    expect(await late.accept()).toMatchObject({
      status: 409,
      body: { code: "rental_quote_ended", quote: { status: "expired" } },
    })
    const { body } = await expectOk(
      shop.admin("DELETE", `/admin/rental/quotes/${gone.id}`)
    )
    expect(body.quote.status).toBe("withdrawn")
    expect(await gone.accept()).toMatchObject({
      status: 409,
      body: { quote: { status: "withdrawn" } },
    })
    expect(await freeUnits(shop, blue, dates)).toBe(40)
    const { body: list } = await expectOk(
      shop.admin("GET", "/admin/rental/quotes?status=expired")
    )
    expect(list.quotes).toMatchObject([{ order_id: late.id, holds: false }])
  })

  it("tell who comes too late what is otherwise now", async () => {
    const dates = period(135, 2)
    const made = await quote({ cart_id: await fullCart(dates, 5), hold: true })
    await shop.sql(
      "update rental_quote set expires_at = now() - interval '1 second' where order_id = $1",
      [made.id]
    )
    // Its units are free within a minute, or as soon as another quote is taken back.
    const another = await quote({ cart_id: await fullCart(dates, 1), hold: true })
    await expectOk(shop.admin("DELETE", `/admin/rental/quotes/${another.id}`))
    const other = await placeOrder(shop, dates, [[blue, 38]])
    const changes = {
      prices: [],
      shortages: [{ variant_id: blue, title: "Blue chair", requested: 5, available: 2 }],
    }
    expect(await made.accept()).toMatchObject({
      status: 409,
      body: { code: "rental_quote_ended", quote: { status: "expired" }, changes },
    })
    expect(await made.read()).toMatchObject({ status: "expired", changes })
    await expectOk(shop.admin("POST", `/admin/orders/${other}/cancel`))
  })

  describe("and the rules of the shop", () => {
    const LEAD_HOURS = 72
    const setRules = (rules: Record<string, unknown>) =>
      expectOk(shop.admin("POST", "/admin/rental/rules", rules))
    afterEach(() => setRules({ lead_hours: null, blackouts: null }))

    /** So many hours before the day begins, in the shop's own time. */
    const hoursBefore = async (date: string, hours: number) => {
      const [row] = await shop.sql<{ at: Date }>(
        `select ($1::date::timestamp at time zone 'America/New_York')
                - make_interval(hours => $2) as at`,
        [date, hours]
      )
      return row!.at.toISOString()
    }

    it("a quote holds until the lead time begins", async () => {
      await setRules({ lead_hours: LEAD_HOURS })
      const dates = period(6, 2)
      const expires_at = await hoursBefore(dates.start_date, LEAD_HOURS)
      const cart = await fullCart(dates, 1)
      const { body } = await expectOk(
        shop.store("POST", `/store/carts/${cart}/rental-quote`)
      )
      expect(body.quote.expires_at).toBe(expires_at)
      expect((await quote({ cart_id: await fullCart(dates, 1) })).view.expires_at).toBe(
        expires_at
      )
    })

    it("customers cannot make a quote of what they cannot book", async () => {
      const dates = period(2, 1)
      const cart = await fullCart(dates, 1)
      await setRules({ lead_hours: LEAD_HOURS })
      expect(await shop.store("POST", `/store/carts/${cart}/rental-quote`)).toMatchObject(
        {
          status: 400,
          body: {
            code: "rental_period_invalid",
            rule: "lead_time",
            field: "start_date",
            next_available: { start_date: expect.any(String) },
          },
        }
      )
      // Staff can: then it holds until the day is over on which the goods leave.
      const made = await quote({ cart_id: cart })
      expect(made.view.expires_at).toBe(await hoursBefore(period(3, 1).start_date, 0))
      expect((await expectOk(made.accept())).body.quote.status).toBe("accepted")
    })

    it("rules that are set later do not break what was quoted", async () => {
      const dates = period(2, 2)
      const made = await quote({ cart_id: await fullCart(dates, 1) })
      await setRules({
        lead_hours: LEAD_HOURS,
        blackouts: [{ from: dates.start_date, to: dates.end_date, reason: "holidays" }],
      })
      const { body } = await expectOk(made.accept())
      expect(body.quote).toMatchObject({ status: "accepted", total: made.view.total })
    })
  })

  it("are accepted once, however often at once", async () => {
    const dates = period(140, 2)
    const made = await quote({ cart_id: await fullCart(dates, 3), hold: true })
    const answers = await Promise.all(Array.from({ length: 4 }, () => made.accept()))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(await made.read()).toMatchObject({ status: "accepted" })
    expect(await bookingsOf(shop, made.id)).toMatchObject([{ quantity: 3 }])
    expect(await shop.admin("DELETE", `/admin/rental/quotes/${made.id}`)).toMatchObject({
      status: 409,
      body: { code: "rental_quote_ended" },
    })
  })

  it("are made of drafts that staff have written, too", async () => {
    const dates = period(150, 2)
    const { body } = await expectOk(
      shop.admin("POST", "/admin/rental/draft-orders", {
        ...dates,
        region_id: await regionId(shop),
        email: "ada@example.com",
        items: [{ variant_id: table, quantity: 2 }],
      })
    )
    expect(await freeUnits(shop, table, dates)).toBe(12)
    const made = await quote({ order_id: body.draft_order.id, hold: true })
    expect(await freeUnits(shop, table, dates)).toBe(10)
    expect(made.view.total).toBe(140)
    await expectOk(made.accept())
    expect(await bookingsOf(shop, made.id)).toMatchObject([{ state: "reserved" }])
  })

  it("can be asked for by a customer, without keeping units", async () => {
    const dates = period(160, 2)
    const cart = await fullCart(dates, 2)
    const { status, body } = await expectOk(
      shop.store("POST", `/store/carts/${cart}/rental-quote`)
    )
    expect(status).toBe(201)
    expect(body.quote).toMatchObject({ status: "open", holds: false })
    expect(body.quote).not.toHaveProperty("created_by")
    const theirs = `/store/orders/${body.quote.order_id}/rental/quote`
    expect((await shop.store("GET", theirs)).status).toBe(404)
    const headers = { "x-order-token": body.order_token }
    expect((await shop.store("GET", theirs, undefined, headers)).status).toBe(200)
  })

  it.each([
    ["cart_id", {}],
    ["cart_id", { cart_id: "cart_1", order_id: "order_1" }],
    ["days", { cart_id: "cart_1", days: 0 }],
    ["days", { cart_id: "cart_1", days: 1.5 }],
    ["hold", { cart_id: "cart_1", hold: "yes" }],
    ["price", { cart_id: "cart_1", price: 1 }],
  ])("are refused when the request is wrong: %s", async (field, body) => {
    expect(await shop.admin("POST", "/admin/rental/quotes", body)).toMatchObject({
      status: 400,
      body: { code: "rental_request_invalid", field },
    })
  })

  it("are refused for carts without dates, without anybody, and that do not exist", async () => {
    const make = (cart_id: string) =>
      shop.admin("POST", "/admin/rental/quotes", { cart_id })
    expect(await make("cart_none")).toMatchObject({ status: 404 })
    expect(await make(await openCart(shop))).toMatchObject({
      status: 400,
      body: { field: "cart_id" },
    })
    const nobodys = await openCart(shop, period(170, 2))
    await expectOk(addItem(shop, nobodys, blue, 1))
    expect(await make(nobodys)).toMatchObject({ status: 400, body: { field: "email" } })
    const order = await placeOrder(shop, period(170, 2), [[blue, 1]])
    expect(await shop.admin("GET", `/admin/rental/quotes/${order}`)).toMatchObject({
      status: 404,
    })
    expect(
      await shop.admin("POST", "/admin/rental/quotes", { order_id: order })
    ).toMatchObject({ status: 400, body: { field: "id" } })
  })
})
