import {
  addItem,
  complete,
  expectOk,
  openCart,
  period,
  prepareCheckout,
} from "../harness/customer"
import { openShop, type Shop } from "../harness/shop"

describe("what a customer reads before renting", () => {
  let shop: Shop
  let chair: string

  beforeAll(async () => {
    shop = await openShop()
    chair = await shop.variantId("GOLD-CHAIR")
  })
  afterAll(() => shop.close())

  const query = (params: Record<string, string | number>) =>
    new URLSearchParams(
      Object.entries(params).map(([key, value]): [string, string] => [key, String(value)])
    ).toString()

  it("finds the nearest dates that are free, before or after", async () => {
    const busy = period(100, 4)
    const cart = await openCart(shop, busy)
    await expectOk(addItem(shop, cart, chair, 8))
    const asked = { ...busy, items: [{ variant_id: chair, quantity: 3 }] }
    const { body } = await expectOk(
      shop.store("POST", "/store/rental/next-available", asked)
    )
    // Four days of rental and one of turnaround, on either side.
    expect([period(95, 4), period(105, 4)]).toContainEqual(body.next_available)
    const few = { ...busy, items: [{ variant_id: chair, quantity: 2 }] }
    const free = await expectOk(shop.store("POST", "/store/rental/next-available", few))
    expect(free.body.next_available).toEqual(busy)
    const never = { ...busy, items: [{ variant_id: chair, quantity: 11 }] }
    const none = await expectOk(shop.store("POST", "/store/rental/next-available", never))
    expect(none.body.next_available).toBeNull()
  })

  it("leaves a cart's own holds out for that cart, and tells nobody what is in it", async () => {
    const during = period(160, 2)
    const cart = await openCart(shop, during)
    await expectOk(addItem(shop, cart, chair, 8))
    const days = { from: during.start_date, to: during.start_date, quantity: 9 }
    const read = async (cart_id: Record<string, string>) => {
      const [availability, calendar, next] = await Promise.all([
        expectOk(
          shop.store(
            "GET",
            `/store/rental/availability?${query({ ...during, variant_id: chair, ...cart_id })}`
          )
        ),
        expectOk(
          shop.store(
            "GET",
            `/store/rental/calendar?${query({ ...days, variant_id: chair, ...cart_id })}`
          )
        ),
        expectOk(
          shop.store("POST", "/store/rental/next-available", {
            ...during,
            items: [{ variant_id: chair, quantity: 9 }],
            ...cart_id,
          })
        ),
      ])
      return {
        free: availability.body.availability[0].available,
        day: calendar.body.days[0],
        same: JSON.stringify(next.body.next_available) === JSON.stringify(during),
      }
    }
    const others = { free: 2, day: { available: 2, can_start: false }, same: false }
    expect(await read({})).toMatchObject(others)
    expect(await read({ cart_id: "cart_none" })).toMatchObject(others)
    expect(await read({ cart_id: cart })).toMatchObject({
      free: 10,
      day: { available: 10, can_start: true },
      same: true,
    })
  })

  it("offers other items of the category that are free", async () => {
    const during = period(120, 2)
    const { body } = await expectOk(
      shop.store(
        "GET",
        `/store/rental/alternatives?${query({ ...during, variant_id: chair, quantity: 12 })}`
      )
    )
    expect(body.alternatives).toMatchObject([
      {
        variant_id: await shop.variantId("BLUE-CHAIR"),
        title: "Blue chair",
        handle: "blue-chair",
        available: 40,
      },
    ])
    const cart = await openCart(shop, during)
    await expectOk(addItem(shop, cart, await shop.variantId("BLUE-CHAIR"), 30))
    const after = await expectOk(
      shop.store(
        "GET",
        `/store/rental/alternatives?${query({ ...during, variant_id: chair, quantity: 12 })}`
      )
    )
    expect(after.body.alternatives).toEqual([])
  })

  it("may be kept, but is asked for again: a unit that went is never shown as free", async () => {
    const during = period(140, 2)
    const url = `${shop.url}/store/rental/availability?${query({ ...during, variant_id: chair })}`
    const headers = {
      "x-publishable-api-key": shop.publishableKey,
      "cache-control": "max-age=0",
    }
    const first = await fetch(url, { headers })
    const etag = first.headers.get("etag") ?? ""
    expect(etag).toMatch(/^W?\/?".+"$/)
    expect(first.headers.get("cache-control")).toBe("private, no-cache")
    const again = await fetch(url, { headers: { ...headers, "if-none-match": etag } })
    expect(again.status).toBe(304)

    const cart = await openCart(shop, during)
    await expectOk(addItem(shop, cart, chair, 4))
    const changed = await fetch(url, { headers: { ...headers, "if-none-match": etag } })
    expect(changed.status).toBe(200)
    expect(await changed.json()).toMatchObject({ availability: [{ available: 6 }] })
  })

  it("names what is wrong", async () => {
    const during = period(100, 2)
    const calls: [Promise<{ status: number; body: unknown }>, number, string][] = [
      [
        shop.store("POST", "/store/rental/next-available", { ...during, items: [{}] }),
        400,
        "items.0.variant_id",
      ],
      [
        shop.store("POST", "/store/rental/next-available", {
          ...during,
          items: [{ variant_id: "variant_none", quantity: 1 }],
        }),
        404,
        "variant_id",
      ],
      [
        shop.store("POST", "/store/rental/next-available", {
          start_date: "soon",
          end_date: during.end_date,
        }),
        400,
        "start_date",
      ],
      [
        shop.store(
          "GET",
          `/store/rental/alternatives?${query({ ...during, variant_id: "variant_none" })}`
        ),
        404,
        "variant_id",
      ],
      [
        shop.store(
          "GET",
          `/store/rental/availability?${query({ ...during, start_time: "25:00", end_time: "10:00" })}`
        ),
        400,
        "start_time",
      ],
    ]
    for (const [call, status, field] of calls) {
      expect(await call).toMatchObject({ status, body: { field } })
    }
  })
})

describe("what a customer pays", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop.close())

  it("is what the cart comes to: another amount is refused before any order", async () => {
    const cart = await openCart(shop, period(160, 2))
    await expectOk(addItem(shop, cart, await shop.variantId("GOLD-CHAIR"), 2))
    await prepareCheckout(shop, cart)
    await shop.sql(
      `update payment_collection set amount = 1, raw_amount = '{"value": "1"}'
        where id = (select payment_collection_id from cart_payment_collection
                     where cart_id = $1)`,
      [cart]
    )
    expect(await complete(shop, cart)).toMatchObject({
      status: 409,
      body: { code: "rental_price_changed", paid: 1 },
    })
    expect(await shop.sql("select 1 from order_cart where cart_id = $1", [cart])).toEqual(
      []
    )

    await expectOk(shop.store("POST", `/store/carts/${cart}/rental-hold`, {}))
    await prepareCheckout(shop, cart)
    const { body } = await expectOk(complete(shop, cart))
    expect(body.type).toBe("order")
  })
})

describe("what one visitor can hold", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await openShop({ env: { GATHER_HOLD_LIMIT_CARTS: "2" } })
  })
  afterAll(() => shop.close())

  it("has a limit by address; others are not kept from renting by it", async () => {
    const chair = await shop.variantId("GOLD-CHAIR")
    const add = async (address: string) => {
      const cart = await openCart(shop)
      return await shop.store(
        "POST",
        `/store/carts/${cart}/rental-items`,
        { variant_id: chair, quantity: 1, ...period(180, 2) },
        { "x-forwarded-for": address }
      )
    }
    await expectOk(add("203.0.113.7"))
    await expectOk(add("203.0.113.7"))
    expect(await add("203.0.113.7")).toMatchObject({
      status: 409,
      body: { code: "rental_hold_limit", limit: { carts: 2 } },
    })
    await expectOk(add("203.0.113.8"))
  })
})
