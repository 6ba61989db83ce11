import {
  addItem,
  complete,
  expectOk,
  openCart,
  period,
  prepareCheckout,
  type Period,
} from "../harness/customer"
import { openShop, type Shop } from "../harness/shop"
import { changeOrder } from "../harness/staff"

type Rule = { attribute: string; operator: string; values: string | string[] }

/* The chair costs 5 dollars a day. */
describe("promotions with rules about the rental", () => {
  let shop: Shop
  let chair: string
  let dinner: string
  let made = 0

  beforeAll(async () => {
    shop = await openShop()
    chair = await shop.variantId("BLUE-CHAIR")
    dinner = await shop.variantId("PACKAGE-DINNER-FOR-EIGHT")
  })
  afterAll(async () => {
    expect(shop.serverErrors()).toEqual([])
    await shop.close()
  })

  const automatic: string[] = []
  afterEach(async () => {
    for (const id of automatic.splice(0)) {
      await expectOk(shop.admin("DELETE", `/admin/promotions/${id}`))
    }
  })

  /** Ten percent off the items for who keeps to the rules. */
  const promote = async (rules: Rule[], isAutomatic = true) => {
    const { body } = await expectOk(
      shop.admin("POST", "/admin/promotions", {
        code: `RENT${++made}`,
        type: "standard",
        status: "active",
        is_automatic: isAutomatic,
        application_method: {
          type: "percentage",
          target_type: "items",
          allocation: "across",
          value: 10,
          currency_code: "usd",
        },
        rules,
      })
    )
    automatic.push(body.promotion.id)
    return body.promotion.code as string
  }
  const cartFor = async (dates: Period, variant = chair) => {
    const cart = await openCart(shop, dates)
    await expectOk(addItem(shop, cart, variant, 1))
    return cart
  }
  const discountOf = async (cart: string) =>
    (await expectOk(shop.store("GET", `/store/carts/${cart}`))).body.cart
      .discount_total as number
  const setDates = (cart: string, dates: Period) =>
    expectOk(shop.store("POST", `/store/carts/${cart}/rental-period`, dates))

  it("apply from so many days on, and go when the dates change", async () => {
    await promote([{ attribute: "rental.days", operator: "gte", values: "4" }])
    const cart = await cartFor(period(40, 3))
    expect(await discountOf(cart)).toBe(0)
    await setDates(cart, period(40, 4))
    expect(await discountOf(cart)).toBe(2)
    await setDates(cart, period(40, 3))
    expect(await discountOf(cart)).toBe(0)
  })

  it("apply to who books in good time", async () => {
    await promote([{ attribute: "rental.lead_days", operator: "gte", values: "60" }])
    const cart = await cartFor(period(70, 2))
    expect(await discountOf(cart)).toBe(1)
    await setDates(cart, period(30, 2))
    expect(await discountOf(cart)).toBe(0)
  })

  it("apply in a season, of one year or of every year", async () => {
    const dates = period(50, 2)
    const day = Number(dates.start_date.replaceAll("-", ""))
    await promote([
      { attribute: "rental.start_day", operator: "gte", values: `${day}` },
      { attribute: "rental.end_day", operator: "lte", values: `${day + 1}` },
    ])
    await promote([
      { attribute: "rental.start_of_year", operator: "eq", values: `${day % 10_000}` },
    ])
    const cart = await cartFor(dates)
    expect(await discountOf(cart)).toBeGreaterThan(1)
    await setDates(cart, period(80, 2))
    expect(await discountOf(cart)).toBe(0)
  })

  it("apply to who takes a package", async () => {
    await promote([{ attribute: "rental.packages", operator: "in", values: [dinner] }])
    const cart = await cartFor(period(90, 1))
    expect(await discountOf(cart)).toBe(0)
    await expectOk(addItem(shop, cart, dinner, 1))
    expect(await discountOf(cart)).toBeGreaterThan(0)
  })

  it("do not apply to a cart without dates, whatever its lines say", async () => {
    await promote([{ attribute: "rental.days", operator: "gte", values: "1" }])
    const cart = await openCart(shop)
    await expectOk(
      shop.store("POST", `/store/carts/${cart}`, { metadata: { rental: { days: 9 } } })
    )
    expect(await discountOf(cart)).toBe(0)
  })

  it("by code: are taken when the rules hold, and not when they do not", async () => {
    const code = await promote(
      [{ attribute: "rental.days", operator: "gte", values: ["3"] }],
      false
    )
    const take = (cart: string) =>
      shop.store("POST", `/store/carts/${cart}/promotions`, { promo_codes: [code] })
    const short = await cartFor(period(100, 2))
    await take(short)
    expect(await discountOf(short)).toBe(0)
    const long = await cartFor(period(100, 3))
    await expectOk(take(long))
    expect(await discountOf(long)).toBe(1.5)
  })

  it("are in the order, and follow it when its dates change", async () => {
    await promote([{ attribute: "rental.days", operator: "gte", values: "4" }])
    const cart = await cartFor(period(110, 4))
    await prepareCheckout(shop, cart)
    const { body } = await expectOk(complete(shop, cart))
    expect(body.order.discount_total).toBe(2)
    const id = body.order.id as string
    const discount = async () =>
      (await expectOk(shop.admin("GET", `/admin/orders/${id}`))).body.order
        .discount_total as number

    const before = await changeOrder(shop, id, { ...period(110, 3), dry_run: true })
    // Five dollars a day less, and two more that are not taken off any longer.
    expect(before.body.change.difference).toBe(-5 + 2)
    await expectOk(changeOrder(shop, id, period(110, 3)))
    expect(await discount()).toBe(0)
    await expectOk(changeOrder(shop, id, period(110, 6)))
    expect(await discount()).toBe(3)
  })

  it("are in the quote that a cart becomes, and in the order it becomes then", async () => {
    await promote([{ attribute: "rental.days", operator: "gte", values: "4" }])
    const cart = await cartFor(period(120, 4))
    await prepareCheckout(shop, cart)
    const { body: priced } = await expectOk(shop.store("GET", `/store/carts/${cart}`))
    expect(priced.cart.discount_total).toBe(2)
    const { body } = await expectOk(
      shop.admin("POST", "/admin/rental/quotes", { cart_id: cart, days: 7 })
    )
    const id = body.quote.order_id as string
    const fields = "fields=%2Bdiscount_total"
    const quoted = (
      await expectOk(shop.admin("GET", `/admin/draft-orders/${id}?${fields}`))
    ).body.draft_order
    expect(quoted.discount_total).toBe(2)
    expect(quoted.total).toBe(priced.cart.total)
    await expectOk(shop.admin("POST", `/admin/draft-orders/${id}/convert-to-order`))
    const placed = (await expectOk(shop.admin("GET", `/admin/orders/${id}`))).body.order
    expect(placed).toMatchObject({ discount_total: 2, total: priced.cart.total })
  })
})
