import {
  addItem,
  complete,
  expectOk,
  openCart,
  openPayment,
  period,
  prepareCheckout,
} from "../harness/customer"
import { chooseDelivery, sendTo, setUpDelivery, type Delivery } from "../harness/delivery"
import { openShop, type Shop } from "../harness/shop"
import { changeOrder } from "../harness/staff"

describe("delivery", () => {
  let shop: Shop
  let chair: string
  let delivery: Delivery
  let day = 30

  beforeAll(async () => {
    shop = await openShop()
    chair = await shop.variantId("BLUE-CHAIR")
    delivery = await setUpDelivery(shop)
  })
  afterAll(async () => {
    expect(shop.serverErrors()).toEqual([])
    await shop.close()
  })

  /** Days of one's own, so that no test is in the windows of another. */
  const freshDates = () => period((day += 10), 3)

  const cartFor = async (dates = freshDates(), postalCode = "12534", chairs = 4) => {
    const cart = await openCart(shop, dates)
    await expectOk(addItem(shop, cart, chair, chairs))
    await expectOk(sendTo(shop, cart, postalCode))
    return cart
  }

  const both = (window_id: string) => [
    { kind: "delivery", window_id },
    { kind: "collection", window_id },
  ]

  const readCart = async (cart: string) =>
    (await expectOk(shop.store("GET", `/store/carts/${cart}`))).body.cart

  const jobsIn = async (window: string) =>
    (
      await shop.sql<{ booked: number }>(
        "select coalesce(sum(booked), 0)::int as booked from rental_slot where item_id = $1",
        [`#window:${window}`]
      )
    )[0]!.booked

  const ordered = async (dates = freshDates()) => {
    const cart = await cartFor(dates)
    await expectOk(chooseDelivery(shop, cart, both(delivery.morning)))
    await openPayment(shop, cart)
    const { body } = await expectOk(complete(shop, cart))
    return body.order.id as string
  }

  it("says what there is at an address, what it costs, and which windows are free", async () => {
    const dates = freshDates()
    const query = new URLSearchParams({
      ...dates,
      country_code: "us",
      postal_code: "12534",
    })
    const { body } = await expectOk(shop.store("GET", `/store/rental/delivery?${query}`))
    expect(body.delivery).toMatchObject({
      zone: { id: delivery.town, name: "Town" },
      distance: null,
      currency_code: "usd",
      minimum_order: { amount: 50, missing: 50 },
    })
    expect(body.delivery.kinds).toEqual([
      {
        kind: "delivery",
        date: dates.start_date,
        needs: null,
        amount: 40,
        breakdown: [{ kind: "delivery", words: "Delivery, $40", amount: 40 }],
        needs_window: true,
        windows: [
          expect.objectContaining({ window_id: delivery.morning, is_free: true }),
          expect.objectContaining({ window_id: delivery.evening, surcharge: 15 }),
        ],
      },
      expect.objectContaining({ kind: "set_up", amount: 60, needs: "delivery" }),
      expect.objectContaining({ kind: "collection", date: dates.end_date, amount: 30 }),
    ])
    const other = new URLSearchParams({
      ...dates,
      country_code: "us",
      postal_code: "90210",
    })
    expect(await shop.store("GET", `/store/rental/delivery?${other}`)).toMatchObject({
      status: 400,
      body: {
        type: "invalid_data",
        code: "rental_zone_unknown",
        field: "postal_code",
        zones: [{ name: "Town" }, { name: "Country" }],
      },
    })
  })

  it("is chosen in one call, priced by the provider and shown in the cart", async () => {
    const cart = await cartFor()
    const { body } = await expectOk(
      chooseDelivery(shop, cart, [
        { kind: "delivery", window_id: delivery.evening },
        { kind: "collection", window_id: delivery.morning },
      ])
    )
    const methods = await shop.sql(
      "select name, data from cart_shipping_method where cart_id = $1 and deleted_at is null",
      [cart]
    )
    expect(methods).toMatchObject([
      { name: "Our van", data: { rental_delivery: { zone_name: "Town" } } },
    ])
    expect(body.cart.shipping_total).toBe(85)
    expect(body.cart.rental.delivery).toMatchObject({
      zone: { name: "Town" },
      jobs: [
        { kind: "delivery", state: "held", window: { name: "Evening" } },
        { kind: "collection", state: "held", window: { name: "Morning" } },
      ],
    })
    await expectOk(sendTo(shop, cart, "12010-1234"))
    // The price is the country's; its crew does not come in the evening, and paying says so.
    expect((await readCart(cart)).shipping_total).toBe(185)
    await openPayment(shop, cart)
    expect(await complete(shop, cart)).toMatchObject({
      status: 400,
      body: { field: "jobs" },
    })
    await expectOk(chooseDelivery(shop, cart, both(delivery.morning)))
    await openPayment(shop, cart)
    expect((await expectOk(complete(shop, cart))).body.type).toBe("order")
  })

  it("goes when the address is one where nobody goes", async () => {
    const before = await jobsIn(delivery.morning)
    const cart = await cartFor()
    await expectOk(chooseDelivery(shop, cart, both(delivery.morning)))
    expect(await jobsIn(delivery.morning)).toBe(before + 2)
    await expectOk(sendTo(shop, cart, "90210"))
    expect((await readCart(cart)).shipping_methods).toEqual([])
    expect(await jobsIn(delivery.morning)).toBe(before)
    expect(await chooseDelivery(shop, cart, both(delivery.morning))).toMatchObject({
      status: 400,
      body: { code: "rental_zone_unknown" },
    })
  })

  it("gives its windows back when it is dropped, or another method is taken", async () => {
    const before = await jobsIn(delivery.morning)
    const cart = await cartFor()
    await expectOk(chooseDelivery(shop, cart, both(delivery.morning)))
    const { body } = await expectOk(
      shop.store("DELETE", `/store/carts/${cart}/rental-delivery`)
    )
    expect(body.cart).toMatchObject({ shipping_methods: [], rental: { delivery: null } })
    expect(await jobsIn(delivery.morning)).toBe(before)

    await expectOk(chooseDelivery(shop, cart, both(delivery.morning)))
    expect(await jobsIn(delivery.morning)).toBe(before + 2)
    await prepareCheckout(shop, cart)
    expect(await jobsIn(delivery.morning)).toBe(before)
    const order = (await expectOk(complete(shop, cart))).body.order.id
    const { body: read } = await expectOk(
      shop.admin("GET", `/admin/rental/orders/${order}`)
    )
    expect(read.rental.delivery).toBeNull()
  })

  it("cannot be added by Medusa's own call before it is chosen", async () => {
    const cart = await cartFor()
    const add = () =>
      shop.store("POST", `/store/carts/${cart}/shipping-methods`, {
        option_id: delivery.optionId,
      })
    expect(await add()).toMatchObject({
      status: 400,
      body: { code: "rental_request_invalid", field: "option_id" },
    })
    await expectOk(chooseDelivery(shop, cart, both(delivery.morning)))
    expect((await expectOk(add())).body.cart.shipping_total).toBe(70)
  })

  it("of a cart goes with its quote, and its windows are booked once that is accepted", async () => {
    const dates = freshDates()
    const before = await jobsIn(delivery.morning)
    const cart = await cartFor(dates)
    await expectOk(chooseDelivery(shop, cart, both(delivery.morning)))
    const quote = async (of: string, hold: boolean) => {
      const { body } = await expectOk(
        shop.admin("POST", "/admin/rental/quotes", { cart_id: of, hold })
      )
      const headers = { "x-order-token": body.order_token as string }
      const id = body.quote.order_id as string
      return {
        id,
        accept: () =>
          shop.store(
            "POST",
            `/store/orders/${id}/rental/quote/accept`,
            undefined,
            headers
          ),
      }
    }
    const kept = await quote(cart, true)
    expect(await jobsIn(delivery.morning)).toBe(before + 2)
    await expectOk(kept.accept())
    expect(await jobsIn(delivery.morning)).toBe(before + 2)
    const { body } = await expectOk(shop.admin("GET", `/admin/rental/orders/${kept.id}`))
    expect(body.rental.delivery.jobs).toMatchObject([
      { kind: "delivery", date: dates.start_date, window: { name: "Morning" } },
      { kind: "collection", date: dates.end_date, window: { name: "Morning" } },
    ])

    const later = freshDates()
    const other = await cartFor(later)
    await expectOk(chooseDelivery(shop, other, both(delivery.morning)))
    const loose = await quote(other, false)
    await expectOk(shop.store("DELETE", `/store/carts/${other}/rental-delivery`))
    expect(await jobsIn(delivery.morning)).toBe(before + 2)
    await expectOk(loose.accept())
    expect(await jobsIn(delivery.morning)).toBe(before + 4)
  })

  it("takes no more jobs than a window has, of nine customers at once", async () => {
    const dates = freshDates()
    const carts: string[] = []
    for (let at = 0; at < 9; at++) {
      carts.push(await cartFor(dates))
    }
    const answers = await Promise.all(
      carts.map((cart) => chooseDelivery(shop, cart, both(delivery.morning)))
    )
    const refused = answers.filter(({ status }) => status !== 200)
    expect(refused).toHaveLength(7)
    for (const { status, body } of refused) {
      expect({ status, code: body.code }).toEqual({
        status: 409,
        code: "rental_window_full",
      })
      expect(body.next[0]).toMatchObject({ window_id: delivery.evening })
    }
    // Who was refused has no shipping method either.
    const loser = carts[answers.indexOf(refused[0]!)]!
    expect((await readCart(loser)).shipping_methods).toEqual([])
  })

  it("moves with the dates of the cart, or nothing does", async () => {
    const [dates, later] = [freshDates(), freshDates()]
    for (const full of [await cartFor(later), await cartFor(later)]) {
      await expectOk(chooseDelivery(shop, full, both(delivery.morning)))
    }
    const cart = await cartFor(dates)
    await expectOk(chooseDelivery(shop, cart, both(delivery.morning)))
    const move = (to: object) =>
      shop.store("POST", `/store/carts/${cart}/rental-period`, to)
    expect(await move(later)).toMatchObject({
      status: 409,
      body: { code: "rental_window_full", kind: "delivery", date: later.start_date },
    })
    const free = freshDates()
    const { body } = await expectOk(move(free))
    expect(body.cart.rental.delivery.jobs).toMatchObject([
      { kind: "delivery", date: free.start_date, state: "held" },
      { kind: "collection", date: free.end_date, state: "held" },
    ])
  })

  it("refuses by name what cannot be", async () => {
    const cart = await cartFor()
    const { morning, evening } = delivery
    for (const [jobs, code, field] of [
      [[{ kind: "delivery" }], "rental_request_invalid", "jobs.0.window_id"],
      [[{ kind: "set_up", window_id: morning }], "rental_request_invalid", "jobs.0.kind"],
      [[...both(morning), ...both(morning)], "rental_request_invalid", "jobs.2.kind"],
      [[{ kind: "strike", window_id: morning }], "rental_request_invalid", "jobs.0.kind"],
      [[{ kind: "teleport" }], "rental_request_invalid", "jobs.0.kind"],
      [[], "rental_request_invalid", "jobs"],
      [
        [{ kind: "delivery", window_id: "dwin_no" }],
        "rental_window_closed",
        "jobs.0.window_id",
      ],
      [
        [
          { kind: "delivery", window_id: evening },
          { kind: "set_up", window_id: morning },
        ],
        "rental_request_invalid",
        "jobs.1.window_id",
      ],
    ] as const) {
      expect(await chooseDelivery(shop, cart, jobs)).toMatchObject({
        status: 400,
        body: { type: "invalid_data", code, field },
      })
    }
    expect(
      await chooseDelivery(shop, cart, both(morning), { postal_code: "12010" })
    ).toMatchObject({ status: 400, body: { field: "postal_code" } })
    expect(await chooseDelivery(shop, "cart_no", both(morning))).toMatchObject({
      status: 404,
    })
  })

  it("wants an order of some size, when choosing and when paying", async () => {
    const small = await cartFor(freshDates(), "12534", 3)
    const refusal = {
      status: 400,
      body: {
        code: "rental_minimum_order",
        field: "items",
        minimum: 50,
        missing: 5,
      },
    }
    expect(await chooseDelivery(shop, small, both(delivery.morning))).toMatchObject(
      refusal
    )
    const cart = await cartFor()
    const { body } = await expectOk(chooseDelivery(shop, cart, both(delivery.morning)))
    const line = body.cart.items[0].id
    await expectOk(
      shop.store("POST", `/store/carts/${cart}/line-items/${line}`, { quantity: 3 })
    )
    await openPayment(shop, cart)
    expect(await complete(shop, cart)).toMatchObject(refusal)
  })

  it("has a minimum for the whole shop too", async () => {
    const settings = (minimum_orders: object[]) =>
      expectOk(shop.admin("POST", "/admin/rental/delivery/settings", { minimum_orders }))
    const cart = await openCart(shop, freshDates())
    await expectOk(addItem(shop, cart, chair, 4))
    await prepareCheckout(shop, cart)
    await settings([{ currency_code: "usd", amount: 60.01 }])
    expect(await complete(shop, cart)).toMatchObject({
      status: 400,
      body: { code: "rental_minimum_order", minimum: 60.01, missing: 0.01 },
    })
    await settings([])
    await expectOk(complete(shop, cart))
  })

  it("is on the run sheet of its days, and off it when the order is cancelled", async () => {
    const dates = freshDates()
    const order = await ordered(dates)
    const sheet = async (from: string) =>
      (await expectOk(shop.admin("GET", `/admin/rental/delivery/jobs?from=${from}`))).body
    expect(await sheet(dates.start_date)).toMatchObject({
      jobs: [
        {
          kind: "delivery",
          order_id: order,
          units: 4,
          is_done: false,
          window: { name: "Morning" },
          address: { last_name: "Reyes", postal_code: "12534" },
        },
      ],
      windows: [
        { window_id: delivery.morning, capacity: 2, booked: 1 },
        { window_id: delivery.evening, capacity: 50, booked: 0 },
      ],
    })
    expect((await sheet(dates.end_date)).jobs).toMatchObject([{ kind: "collection" }])
    await expectOk(shop.admin("POST", `/admin/orders/${order}/cancel`))
    expect(await sheet(dates.start_date)).toMatchObject({
      jobs: [],
      windows: [{ booked: 0 }, { booked: 0 }],
    })
  })

  it("moves with the order, and staff give it other windows", async () => {
    const order = await ordered()
    const later = freshDates()
    await expectOk(changeOrder(shop, order, later))
    const jobs = [{ kind: "delivery", window_id: delivery.evening }]
    const { body } = await expectOk(
      shop.admin("POST", `/admin/rental/orders/${order}/delivery`, {
        jobs,
        note: "Ring twice",
      })
    )
    expect(body.rental.delivery).toMatchObject({
      note: "Ring twice",
      jobs: [{ kind: "delivery", date: later.start_date, window: { name: "Evening" } }],
    })
    const taken = await shop.sql<{ item_id: string }>(
      `select item_id from rental_booking
        where order_id = $1 and state = 'reserved' and item_id like '#%'`,
      [order]
    )
    expect(taken).toEqual([{ item_id: `#window:${delivery.evening}` }])
    expect(
      await shop.admin("POST", `/admin/rental/orders/order_no/delivery`, { jobs })
    ).toMatchObject({ status: 404 })
  })

  it("can be fulfilled in Medusa", async () => {
    const order = await ordered()
    const { body } = await expectOk(shop.admin("GET", `/admin/orders/${order}`))
    const items = body.order.items.map(
      ({ id, quantity }: { id: string; quantity: number }) => ({ id, quantity })
    )
    const made = await expectOk(
      shop.admin("POST", `/admin/orders/${order}/fulfillments`, { items })
    )
    expect(made.body.order).toBeDefined()
  })

  it("needs no windows where the shop has none, and counts only with its method", async () => {
    for (const window of [delivery.morning, delivery.evening]) {
      await expectOk(shop.admin("DELETE", `/admin/rental/delivery/windows/${window}`))
    }
    const jobs = [{ kind: "delivery" }]
    const orderOf = async (cart: string) => {
      await openPayment(shop, cart)
      const { body } = await expectOk(complete(shop, cart))
      const read = await expectOk(
        shop.admin("GET", `/admin/rental/orders/${body.order.id}`)
      )
      return read.body.rental
    }
    const delivered = await cartFor()
    await expectOk(chooseDelivery(shop, delivered, jobs))
    expect(await orderOf(delivered)).toMatchObject({
      delivery: { jobs: [{ kind: "delivery", window: null }] },
    })
    const fetched = await cartFor()
    await expectOk(chooseDelivery(shop, fetched, jobs))
    await prepareCheckout(shop, fetched)
    expect(await orderOf(fetched)).toMatchObject({ delivery: null })
  })
})
