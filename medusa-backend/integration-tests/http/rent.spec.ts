import {
  addItem,
  complete,
  expectOk,
  openCart,
  period,
  prepareCheckout,
} from "../harness/customer"
import { openShop, type Shop } from "../harness/shop"

describe("renting from dates to order", () => {
  let shop: Shop
  let chair: string
  const dates = period(40, 3)

  beforeAll(async () => {
    shop = await openShop()
    chair = await shop.variantId("BLUE-CHAIR")
  })
  afterAll(() => shop.close())

  const free = async (variantId = chair, during = dates) => {
    const query = new URLSearchParams({ ...during, variant_id: variantId })
    const { body } = await expectOk(
      shop.store("GET", `/store/rental/availability?${query}`)
    )
    return body.availability[0].available as number
  }

  it("answers for the whole catalogue when no variant is named", async () => {
    const query = new URLSearchParams(dates)
    const { body } = await expectOk(
      shop.store("GET", `/store/rental/availability?${query}`)
    )
    expect(body).toMatchObject(dates)
    expect(body.availability).toHaveLength(7)
    expect(body.availability).toContainEqual(
      expect.objectContaining({ variant_id: chair, available: 40, capacity: 40 })
    )
  })

  it("prices the period by the shop's own rate, whatever the client says", async () => {
    const cart = await openCart(shop, dates)
    const { body } = await expectOk(
      shop.store("POST", `/store/carts/${cart}/rental-items`, {
        variant_id: chair,
        quantity: 4,
      })
    )
    expect(body.cart.items[0]).toMatchObject({ unit_price: 15, quantity: 4 })
    expect(body.cart.item_total).toBe(60)

    const cheat = await shop.store("POST", `/store/carts/${cart}/rental-items`, {
      variant_id: chair,
      quantity: 1,
      unit_price: 0.01,
    })
    if (cheat.status < 300) {
      expect(cheat.body.cart.items[0].unit_price).toBe(15)
    } else {
      expect(cheat.status).toBe(400)
    }
  })

  describe("an add that is sent again with its key", () => {
    it("is done once, of twenty at once exactly one", async () => {
      const cart = await openCart(shop, period(160, 2))
      const send = async () => {
        for (;;) {
          const answer = await addItem(shop, cart, chair, 3, "three-chairs")
          if (answer.body.code !== "rental_busy") {
            return answer
          }
        }
      }
      const answers = await Promise.all(Array.from({ length: 20 }, send))
      for (const { status, body } of answers) {
        expect(status).toBe(200)
        expect(body.cart.rental.lines).toMatchObject([{ variant_id: chair, quantity: 3 }])
      }
      expect(await free(chair, period(160, 2))).toBe(37)
      await expectOk(addItem(shop, cart, chair, 3, "three-more"))
      const late = await expectOk(addItem(shop, cart, chair, 3, "three-chairs"))
      expect(late.body.cart.items).toMatchObject([{ quantity: 6 }])
    })

    it("is refused when something else is added with it", async () => {
      const cart = await openCart(shop, period(170, 2))
      await expectOk(addItem(shop, cart, chair, 3, "k"))
      const other = await addItem(shop, cart, chair, 4, "k")
      expect(other).toMatchObject({
        status: 409,
        body: { type: "conflict", code: "rental_key_reused", field: "Idempotency-Key" },
      })
      expect(await free(chair, period(170, 2))).toBe(37)
      const elsewhere = await openCart(shop, period(170, 2))
      await expectOk(addItem(shop, elsewhere, chair, 4, "k"))
    })

    it("can do what units were missing for at first", async () => {
      const during = period(180, 2)
      const gold = await shop.variantId("GOLD-CHAIR")
      const rival = await openCart(shop, during)
      const held = await expectOk(addItem(shop, rival, gold, 8))
      const cart = await openCart(shop, during)
      const short = await addItem(shop, cart, gold, 5, "k")
      expect(short.body.code).toBe("rental_shortage")
      await expectOk(
        shop.store(
          "DELETE",
          `/store/carts/${rival}/line-items/${held.body.cart.items[0].id}`
        )
      )
      await expectOk(addItem(shop, cart, gold, 5, "k"))
      const { body } = await expectOk(addItem(shop, cart, gold, 5, "k"))
      expect(body.cart.items).toMatchObject([{ quantity: 5 }])
    })

    it("leaves alone what the customer made of it since", async () => {
      const cart = await openCart(shop, period(190, 2))
      await expectOk(addItem(shop, cart, chair, 2, "first"))
      const { body } = await expectOk(addItem(shop, cart, chair, 3, "second"))
      const line = `/store/carts/${cart}/line-items/${body.cart.items[0].id}`
      await expectOk(
        shop.store("POST", line, { quantity: 1, metadata: { colour: "blue" } })
      )
      for (const [key, quantity] of [
        ["first", 2],
        ["second", 3],
      ] as const) {
        const again = await expectOk(addItem(shop, cart, chair, quantity, key))
        expect(again.body.cart.items).toMatchObject([
          { quantity: 1, metadata: { colour: "blue" } },
        ])
      }
    })
  })

  it("holds what is in the cart and gives it back when the line goes", async () => {
    const during = period(60, 2)
    const cart = await openCart(shop, during)
    const { body } = await expectOk(addItem(shop, cart, chair, 5))
    expect(await free(chair, during)).toBe(35)
    expect(body.cart.rental).toMatchObject({ ...during, days: 2 })
    expect(Date.parse(body.cart.rental.hold_expires_at)).toBeGreaterThan(Date.now())

    const line = body.cart.items[0].id
    await expectOk(
      shop.store("POST", `/store/carts/${cart}/line-items/${line}`, { quantity: 12 })
    )
    expect(await free(chair, during)).toBe(28)

    const refused = await shop.store("POST", `/store/carts/${cart}/line-items/${line}`, {
      quantity: 41,
    })
    expect(refused).toMatchObject({ status: 409, body: { code: "rental_shortage" } })
    expect(refused.body.shortages[0]).toMatchObject({ variant_id: chair, requested: 41 })
    expect(await free(chair, during)).toBe(28)

    await expectOk(shop.store("DELETE", `/store/carts/${cart}/line-items/${line}`))
    expect(await free(chair, during)).toBe(40)
  })

  it("moves every hold with the dates, or none of them", async () => {
    const here = period(80, 2)
    const there = period(90, 4)
    const gold = await shop.variantId("GOLD-CHAIR")
    const rival = await openCart(shop, there)
    await expectOk(addItem(shop, rival, gold, 8))

    const cart = await openCart(shop, here)
    await expectOk(addItem(shop, cart, chair, 6))
    await expectOk(addItem(shop, cart, gold, 5))

    const refused = await shop.store("POST", `/store/carts/${cart}/rental-period`, there)
    expect(refused).toMatchObject({ status: 409, body: { code: "rental_shortage" } })
    expect(refused.body.shortages).toEqual([
      expect.objectContaining({ variant_id: gold, requested: 5, available: 2 }),
    ])
    expect(await free(chair, here)).toBe(34)
    expect(await free(chair, there)).toBe(40)

    const moved = period(100, 4)
    const { body } = await expectOk(
      shop.store("POST", `/store/carts/${cart}/rental-period`, moved)
    )
    expect(await free(chair, here)).toBe(40)
    expect(await free(chair, moved)).toBe(34)
    const line = body.cart.items.find(
      (item: { variant_id: string }) => item.variant_id === chair
    )
    expect(line.unit_price).toBe(20)
  })

  it("refuses the native way in and names the right one", async () => {
    const cart = await openCart(shop, dates)
    const { status, body } = await shop.store("POST", `/store/carts/${cart}/line-items`, {
      variant_id: chair,
      quantity: 1,
    })
    expect(status).toBe(400)
    expect(body.message).toContain("/rental-items")
  })

  it("turns the hold into a booking of the order, which admin and customer can read", async () => {
    const during = period(120, 3)
    const cart = await openCart(shop, during)
    await expectOk(addItem(shop, cart, chair, 7))
    await expectOk(
      addItem(shop, cart, await shop.variantId("PACKAGE-DINNER-FOR-EIGHT"), 2)
    )
    await prepareCheckout(shop, cart)

    const { body } = await expectOk(complete(shop, cart))
    expect(body.type).toBe("order")
    const orderId: string = body.order.id

    const admin = await expectOk(shop.admin("GET", `/admin/rental/orders/${orderId}`))
    expect(JSON.stringify(admin.body)).toContain(during.start_date)
    const bookings = await shop.sql<{ quantity: number; state: string }>(
      "select quantity, state from rental_booking where order_id = $1 order by quantity",
      [orderId]
    )
    expect(bookings.map(({ state }) => state)).toEqual([
      "reserved",
      "reserved",
      "reserved",
    ])
    expect(bookings.map(({ quantity }) => quantity)).toEqual([2, 2, 7])

    const own = await expectOk(
      shop.store("GET", `/store/orders/${orderId}/rental`, undefined, {
        "x-cart-id": cart,
      })
    )
    expect(own.body.rental).toMatchObject({ ...during, days: 3 })
    expect(own.body.rental.lines).toHaveLength(2)

    const stranger = await shop.store("GET", `/store/orders/${orderId}/rental`)
    expect([401, 403, 404]).toContain(stranger.status)

    const again = await complete(shop, cart)
    expect(again.body.order.id).toBe(orderId)
    const [count] = await shop.sql<{ n: string }>(
      "select count(*) as n from rental_booking where order_id = $1",
      [orderId]
    )
    expect(Number(count?.n)).toBe(3)
    expect(await free(chair, during)).toBe(33)
  })

  it("keeps acknowledged orders through a crash of the server", async () => {
    const during = period(140, 2)
    const cart = await openCart(shop, during)
    await expectOk(addItem(shop, cart, chair, 9))
    await prepareCheckout(shop, cart)
    const { body } = await expectOk(complete(shop, cart))

    await shop.crashAndRestart()

    expect(await free(chair, during)).toBe(31)
    const [order] = await shop.sql<{ n: string }>(
      "select count(*) as n from rental_booking where order_id = $1 and state = 'reserved'",
      [body.order.id]
    )
    expect(Number(order?.n)).toBe(1)
  })
})
