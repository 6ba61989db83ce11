import {
  addItem,
  complete,
  expectOk,
  openCart,
  period,
  prepareCheckout,
} from "../harness/customer"
import { auditLedger } from "../harness/ledger-audit"
import { openShop, type Answer, type Shop } from "../harness/shop"
import { addGoods, freeUnits, sellCandles } from "../harness/staff"

describe("two carts that become one when a visitor signs in", () => {
  let shop: Shop
  let blue: string
  let gold: string
  let dinner: string
  let candles: string

  beforeAll(async () => {
    shop = await openShop()
    blue = await shop.variantId("BLUE-CHAIR")
    gold = await shop.variantId("GOLD-CHAIR")
    dinner = await shop.variantId("PACKAGE-DINNER-FOR-EIGHT")
    candles = await sellCandles(shop)
  })
  afterAll(async () => {
    expect(await auditLedger(shop)).toEqual([])
    expect(shop.serverErrors()).toEqual([])
    await shop.close()
  })

  const merge = (
    cartId: string,
    body: unknown,
    headers: Record<string, string> = {}
  ): Promise<Answer> =>
    shop.store("POST", `/store/carts/${cartId}/rental-merge`, body, headers)

  const quantities = (answer: Answer) =>
    Object.fromEntries(
      answer.body.cart.items.map((item: { variant_id: string; quantity: number }) => [
        item.variant_id,
        item.quantity,
      ])
    ) as Record<string, number>

  it("moves lines, holds and goods; the same variant adds up", async () => {
    const during = period(40, 2)
    const mine = await openCart(shop, during)
    await expectOk(addItem(shop, mine, blue, 4))
    await expectOk(addGoods(shop, mine, candles, 1))
    const other = await openCart(shop, during)
    await expectOk(addItem(shop, other, blue, 3))
    await expectOk(addItem(shop, other, dinner, 1))
    await expectOk(addGoods(shop, other, candles, 2))

    const answer = await expectOk(merge(mine, { from_cart_id: other }))

    expect(quantities(answer)).toEqual({ [blue]: 7, [dinner]: 1, [candles]: 3 })
    expect(answer.body.cart.item_total).toBe(7 * 10 + 180 + 3 * 9)
    expect(answer.body.cart.rental).toMatchObject(during)
    expect(
      answer.body.cart.rental.lines.map((line: { state: string }) => line.state)
    ).toEqual(["held", "held"])
    expect(await freeUnits(shop, blue, during)).toBe(33)
    expect(await freeUnits(shop, gold, during)).toBe(9)
    const { body } = await expectOk(shop.store("GET", `/store/carts/${other}`))
    expect(body.cart.items).toEqual([])

    const again = await expectOk(merge(mine, { from_cart_id: other }))
    expect(quantities(again)).toEqual({ [blue]: 7, [dinner]: 1, [candles]: 3 })
    expect(await freeUnits(shop, blue, during)).toBe(33)

    await prepareCheckout(shop, mine)
    const order = await expectOk(complete(shop, mine))
    expect(order.body.type).toBe("order")
  })

  it("never lets go of the last units on the way", async () => {
    const during = period(50, 2)
    for (let round = 0; round < 5; round++) {
      const mine = await openCart(shop, during)
      const other = await openCart(shop, during)
      const racer = await openCart(shop, during)
      await expectOk(addItem(shop, other, gold, 10))
      const [merged, ...raced] = await Promise.all([
        merge(mine, { from_cart_id: other }),
        ...Array.from({ length: 6 }, () => addItem(shop, racer, gold, 1)),
      ])
      expect(merged.status).toBe(200)
      expect(raced.map((answer) => answer.status)).toEqual(Array(6).fill(409))
      const line = merged.body.cart.items[0].id as string
      await expectOk(shop.store("DELETE", `/store/carts/${mine}/line-items/${line}`))
    }
  })

  it("asks which dates stay when they differ", async () => {
    const here = period(60, 2)
    const there = period(70, 3)
    const mine = await openCart(shop, here)
    await expectOk(addItem(shop, mine, blue, 2))
    const other = await openCart(shop, there)
    await expectOk(addItem(shop, other, blue, 5))

    const refused = await merge(mine, { from_cart_id: other })
    expect(refused).toMatchObject({
      status: 400,
      body: {
        code: "rental_period_invalid",
        field: "period",
        rule: "periods_differ",
        periods: { this: here, other: there },
      },
    })
    expect(await freeUnits(shop, blue, here)).toBe(38)
    expect(await freeUnits(shop, blue, there)).toBe(35)

    const answer = await expectOk(merge(mine, { from_cart_id: other, period: "other" }))
    expect(answer.body.cart.rental).toMatchObject(there)
    expect(answer.body.cart.items[0]).toMatchObject({ quantity: 7, unit_price: 15 })
    expect(await freeUnits(shop, blue, here)).toBe(40)
    expect(await freeUnits(shop, blue, there)).toBe(33)
  })

  it("takes the dates of the only cart that has rentals", async () => {
    const there = period(80, 3)
    const mine = await openCart(shop, period(90, 2))
    const other = await openCart(shop, there)
    await expectOk(addItem(shop, other, blue, 1))
    const answer = await expectOk(merge(mine, { from_cart_id: other }))
    expect(answer.body.cart.rental).toMatchObject(there)
  })

  it("leaves both carts as they were when units are missing", async () => {
    const here = period(100, 2)
    const there = period(110, 2)
    const mine = await openCart(shop, here)
    await expectOk(addItem(shop, mine, gold, 6))
    const other = await openCart(shop, there)
    await expectOk(addItem(shop, other, gold, 6))
    await expectOk(addGoods(shop, other, candles, 1))

    const refused = await merge(mine, { from_cart_id: other, period: "this" })
    expect(refused).toMatchObject({ status: 409, body: { code: "rental_shortage" } })
    expect(refused.body.shortages).toEqual([
      expect.objectContaining({ variant_id: gold, requested: 12, available: 10 }),
    ])
    expect(await freeUnits(shop, gold, here)).toBe(4)
    expect(await freeUnits(shop, gold, there)).toBe(4)
    const { body } = await expectOk(shop.store("GET", `/store/carts/${other}`))
    expect(body.cart.items).toHaveLength(2)
  })

  it("opens nobody else's cart", async () => {
    const during = period(120, 2)
    const signUp = async (email: string) => {
      const credentials = { email, password: "long-enough-a-password" }
      const { body } = await expectOk(
        shop.store("POST", "/auth/customer/emailpass/register", credentials)
      )
      await expectOk(
        shop.store("POST", "/store/customers", { email }, bearer(body.token))
      )
      const signedIn = await expectOk(
        shop.store("POST", "/auth/customer/emailpass", credentials)
      )
      return bearer(signedIn.body.token)
    }
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
    const ada = await signUp("ada.merge@example.com")
    const eve = await signUp("eve.merge@example.com")

    const hers = await openCart(shop, during)
    await expectOk(shop.store("POST", `/store/carts/${hers}/customer`, {}, ada))
    await expectOk(addItem(shop, hers, blue, 5))
    const evesCart = await openCart(shop, during)
    const notFound = {
      status: 404,
      body: { code: "rental_not_found", field: "from_cart_id" },
    }
    expect(await merge(evesCart, { from_cart_id: hers }, eve)).toMatchObject(notFound)
    expect(await merge(evesCart, { from_cart_id: hers })).toMatchObject(notFound)
    expect(await merge(hers, { from_cart_id: evesCart }, eve)).toMatchObject({
      status: 404,
      body: { field: "id" },
    })
    expect(await freeUnits(shop, blue, during)).toBe(35)

    const visitor = await openCart(shop, during)
    await expectOk(addItem(shop, visitor, blue, 1))
    const answer = await expectOk(merge(hers, { from_cart_id: visitor }, ada))
    expect(quantities(answer)).toEqual({ [blue]: 6 })
  })

  it("refuses itself, what is not there, and what is an order", async () => {
    const during = period(130, 2)
    const mine = await openCart(shop, during)
    expect(await merge(mine, { from_cart_id: mine })).toMatchObject({
      status: 400,
      body: { field: "from_cart_id" },
    })
    expect(await merge(mine, { from_cart_id: "cart_none" })).toMatchObject({
      status: 404,
      body: { field: "from_cart_id" },
    })
    const bought = await openCart(shop, during)
    await expectOk(addItem(shop, bought, blue, 1))
    await prepareCheckout(shop, bought)
    await expectOk(complete(shop, bought))
    expect(await merge(mine, { from_cart_id: bought })).toMatchObject({
      status: 409,
      body: { code: "rental_cart_completed" },
    })
    expect(await merge(mine, {})).toMatchObject({
      status: 400,
      body: { field: "from_cart_id" },
    })
  })
})
