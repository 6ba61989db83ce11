import {
  addItem,
  complete,
  expectOk,
  openCart,
  period,
  prepareCheckout,
} from "../harness/customer"
import { openShop, type Shop } from "../harness/shop"
import {
  bookingsOf,
  freeUnits,
  placeOrder,
  regionId,
  sellCandles,
} from "../harness/staff"

/* The chair costs 5 dollars a day: 60 for four of them and three days. */
describe("what comes back of an order that is cancelled", () => {
  let shop: Shop
  let chair: string
  let vase: string
  let candles: string

  const table = {
    tiers: [
      { days_before: 30, percent: 100 },
      { days_before: 14, percent: 50 },
    ],
  }
  const setPolicy = (cancellation: unknown) =>
    expectOk(shop.admin("POST", "/admin/rental/charges", { cancellation }))

  beforeAll(async () => {
    shop = await openShop()
    chair = await shop.variantId("BLUE-CHAIR")
    vase = await shop.variantId("TERRACOTTA-VASE")
    candles = await sellCandles(shop)
  })
  afterAll(async () => {
    expect(shop.serverErrors()).toEqual([])
    await shop.close()
  })
  beforeEach(() => setPolicy(table))

  const readOrder = async (id: string) =>
    (await expectOk(shop.admin("GET", `/admin/orders/${id}`))).body.order
  const paymentsOf = (id: string) =>
    shop.sql<{ id: string }>(
      `select p.id from payment p
         join order_payment_collection o using (payment_collection_id)
        where o.order_id = $1`,
      [id]
    )
  const capture = async (id: string) => {
    for (const payment of await paymentsOf(id)) {
      await expectOk(shop.admin("POST", `/admin/payments/${payment.id}/capture`, {}))
    }
  }
  const placed = async (fromDay: number, goods?: string) => {
    const id = await placeOrder(shop, period(fromDay, 3), [[chair, 4]], goods)
    return { id, total: (await readOrder(id)).total as number }
  }
  const paidFor = async (fromDay: number, goods?: string) => {
    const order = await placed(fromDay, goods)
    await capture(order.id)
    return order
  }
  const preview = async (id: string) =>
    (await expectOk(shop.admin("GET", `/admin/rental/orders/${id}/cancellation`))).body
      .cancellation
  const cancel = (id: string, body?: unknown) =>
    shop.admin("POST", `/admin/rental/orders/${id}/cancel`, body)
  const cancelNatively = (id: string) => shop.admin("POST", `/admin/orders/${id}/cancel`)

  /** What Medusa's payments and transactions of an order say. */
  const moneyOf = async (id: string) => {
    const [row] = await shop.sql<Record<string, string>>(
      `select coalesce(sum((select sum(amount) from capture where payment_id = p.id)), 0) as captured,
              coalesce(sum((select sum(amount) from refund where payment_id = p.id)), 0) as refunded,
              count(*) filter (where p.canceled_at is not null) as let_go
         from payment p join order_payment_collection o using (payment_collection_id)
        where o.order_id = $1`,
      [id]
    )
    const [noted] = await shop.sql<{ sum: string }>(
      `select coalesce(sum(amount), 0) as sum from order_transaction
        where order_id = $1 and deleted_at is null`,
      [id]
    )
    return {
      captured: Number(row!.captured),
      refunded: Number(row!.refunded),
      let_go: Number(row!.let_go),
      noted: Number(noted!.sum),
    }
  }

  it("is said before, in numbers and in words", async () => {
    const { id, total } = await paidFor(20)
    const said = await preview(id)
    expect(said).toMatchObject({
      order_id: id,
      is_done: false,
      days_before: 20,
      total,
      paid: total,
      refund: total / 2,
      kept: total / 2,
      choice: "policy",
      deposit: 0,
      agreed: { of: "paid", ...table, no_show_percent: 0 },
    })
    expect(said.policy.words).toBe(
      `20 days before the start: 50% comes back, $${total / 2} of $${total} paid; ` +
        `$${total / 2} are kept`
    )
    expect(said.parts).toContainEqual(
      expect.objectContaining({ amount: 60, percent: 50, refund: 30, kept: 30 })
    )
    expect((await readOrder(id)).status).toBe("pending")
    expect(await moneyOf(id)).toMatchObject({ refunded: 0 })
  })

  it("is known to customers before they book", async () => {
    const { body } = await expectOk(shop.store("GET", "/store/rental/rules"))
    expect(body.rules.cancellation).toMatchObject(table)
  })

  it.each([
    [40, 1],
    [20, 0.5],
    [6, 0],
  ])("%i days before, Medusa's own call gives back %d of it", async (days, share) => {
    const { id, total } = await paidFor(days)
    const free = await freeUnits(shop, chair, period(days, 3))
    const { body } = await expectOk(cancelNatively(id))
    expect(body.order).toMatchObject({ id, status: "canceled" })
    expect(await moneyOf(id)).toEqual({
      captured: total,
      refunded: total * share,
      let_go: 0,
      noted: total * (1 - share),
    })
    const { summary } = await readOrder(id)
    expect(summary.pending_difference).toBe(0)
    expect(await freeUnits(shop, chair, period(days, 3))).toBe(free + 4)
    expect(await bookingsOf(shop, id)).toEqual([])
  })

  it("is charged and let go of a payment that was authorised only", async () => {
    const { id, total } = await placed(22)
    await expectOk(cancel(id))
    expect(await moneyOf(id)).toEqual({
      captured: total / 2,
      refunded: 0,
      let_go: 0,
      noted: total / 2,
    })
    expect((await readOrder(id)).summary.pending_difference).toBe(0)

    const early = await placed(45)
    await expectOk(cancel(early.id))
    expect(await moneyOf(early.id)).toEqual({
      captured: 0,
      refunded: 0,
      let_go: 1,
      noted: 0,
    })
  })

  it("is what staff choose, for a reason", async () => {
    const full = await paidFor(7)
    const { body } = await expectOk(
      cancel(full.id, { refund: "full", reason: "We had a flood" })
    )
    expect(body.cancellation).toMatchObject({
      is_done: true,
      choice: "full",
      reason: "We had a flood",
      refund: full.total,
      kept: 0,
      policy: { refund: 0 },
    })
    expect(body.rental.lines[0].state).toBe("cancelled")
    expect(await moneyOf(full.id)).toMatchObject({ refunded: full.total })

    const none = await paidFor(50)
    await expectOk(cancel(none.id, { refund: "none", reason: "As agreed by telephone" }))
    expect(await moneyOf(none.id)).toMatchObject({ refunded: 0 })

    const some = await paidFor(52)
    await expectOk(
      cancel(some.id, { refund: "amount", amount: 12.5, reason: "As agreed" })
    )
    expect(await moneyOf(some.id)).toMatchObject({ refunded: 12.5 })
    expect((await readOrder(some.id)).payment_status).toBe("partially_refunded")
  })

  it("is refused by name when it cannot be", async () => {
    const { id, total } = await paidFor(54)
    for (const [body, field] of [
      [{ refund: "full" }, "reason"],
      [{ refund: "none", reason: " " }, "reason"],
      [{ refund: "half", reason: "x" }, "refund"],
      [{ refund: "amount", reason: "x" }, "amount"],
      [{ amount: 5 }, "amount"],
      [{ refund: "amount", amount: -1, reason: "x" }, "amount"],
      [{ refund: "amount", amount: 0.001, reason: "x" }, "amount"],
      [{ refund: "amount", amount: total + 0.01, reason: "x" }, "amount"],
      [{ tip: 5 }, "tip"],
    ] as const) {
      expect(await cancel(id, body)).toMatchObject({
        status: 400,
        body: { code: "rental_request_invalid", field },
      })
    }
    expect(await cancel("order_none")).toMatchObject({ status: 404 })
    expect(await moneyOf(id)).toMatchObject({ refunded: 0 })
    expect((await readOrder(id)).status).toBe("pending")
  })

  it("comes back once, of two cancellations at once and of any after", async () => {
    const { id, total } = await paidFor(24)
    const answers = await Promise.all([cancelNatively(id), cancel(id), cancel(id)])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await cancel(id)).toMatchObject({
      status: 409,
      body: { code: "rental_wrong_state" },
    })
    expect((await cancelNatively(id)).status).toBe(409)
    expect(await moneyOf(id)).toMatchObject({ refunded: total / 2 })
    expect(await preview(id)).toMatchObject({ is_done: true, refund: total / 2 })
  })

  it("is by the policy with which the order was placed", async () => {
    const { id, total } = await paidFor(20)
    await setPolicy({ tiers: [{ days_before: 0, percent: 0 }] })
    expect(await preview(id)).toMatchObject({ refund: total / 2 })
    await setPolicy(null)
    await expectOk(cancelNatively(id))
    expect(await moneyOf(id)).toMatchObject({ refunded: total / 2 })
  })

  it("is everything where the shop has no policy", async () => {
    await setPolicy(null)
    const { id, total } = await paidFor(5)
    expect(await preview(id)).toMatchObject({ agreed: null, refund: total })
    await expectOk(cancelNatively(id))
    expect(await moneyOf(id)).toMatchObject({ refunded: total })
  })

  it("is by the terms of an item's category; goods for sale come back whole", async () => {
    const [category] = await shop.sql<{ id: string }>(
      `select c.product_category_id as id from product_category_product c
         join product_variant v on v.product_id = c.product_id where v.id = $1`,
      [vase]
    )
    await setPolicy({
      ...table,
      categories: [
        { category_id: category!.id, tiers: [{ days_before: 60, percent: 100 }] },
      ],
    })
    const id = await placeOrder(
      shop,
      period(35, 3),
      [
        [chair, 4],
        [vase, 2],
      ],
      candles
    )
    await capture(id)
    const { parts, refund, total } = await preview(id)
    const of = (percent: number) =>
      parts.filter((part: { percent: number }) => part.percent === percent)
    expect(of(0)).toHaveLength(1)
    expect(of(100)).toContainEqual(expect.objectContaining({ amount: 9, refund: 9 }))
    expect(refund).toBeCloseTo(total - of(0)[0].amount)

    const near = await paidFor(16, candles)
    expect((await preview(near.id)).refund).toBeCloseTo((near.total - 9) / 2 + 9)
  })

  it("counts what is kept of the price, where the shop says so", async () => {
    await setPolicy({ ...table, of: "total" })
    const { id, total } = await placed(20)
    const [payment] = await paymentsOf(id)
    const paid = total / 2 + 3
    await expectOk(
      shop.admin("POST", `/admin/payments/${payment!.id}/capture`, { amount: paid })
    )
    expect(await preview(id)).toMatchObject({ paid, refund: 3, kept: total / 2 })
    await expectOk(cancelNatively(id))
    expect(await moneyOf(id)).toMatchObject({ refunded: 3, noted: total / 2 })
    expect((await readOrder(id)).summary.pending_difference).toBe(0)
  })

  it("gives the deposit back whole", async () => {
    const deposit = { type: "fixed", amounts: [{ currency_code: "usd", amount: 100 }] }
    await expectOk(shop.admin("POST", "/admin/rental/charges", { deposit }))
    const cart = await openCart(shop, period(10, 3))
    await expectOk(addItem(shop, cart, chair, 4))
    await prepareCheckout(shop, cart)
    const { body } = await expectOk(complete(shop, cart))
    await expectOk(shop.admin("POST", "/admin/rental/charges", { deposit: null }))
    const id = body.order.id as string
    await expectOk(
      shop.store(
        "POST",
        `/store/orders/${id}/rental-deposit`,
        { provider_id: "pp_system_default" },
        { "x-cart-id": cart }
      )
    )
    expect(await preview(id)).toMatchObject({ deposit: 100, refund: 0 })
    await expectOk(cancelNatively(id))
    const account = await expectOk(
      shop.admin("GET", `/admin/rental/orders/${id}/deposit`)
    )
    expect(account.body.deposit).toMatchObject({ held: 100, returned: 100, open: 0 })
  })

  it("is agreed with staff's order when it is placed", async () => {
    const { body } = await expectOk(
      shop.admin("POST", "/admin/rental/draft-orders", {
        region_id: await regionId(shop),
        email: "ada@example.com",
        ...period(20, 2),
        items: [{ variant_id: chair, quantity: 2 }],
      })
    )
    const id = body.draft_order.id as string
    expect(await cancel(id)).toMatchObject({
      status: 409,
      body: { code: "rental_wrong_state" },
    })
    await expectOk(shop.admin("POST", `/admin/draft-orders/${id}/convert-to-order`))
    await setPolicy(null)
    expect(await preview(id)).toMatchObject({ agreed: table, paid: 0, refund: 0 })
    await expectOk(cancelNatively(id))
    expect((await readOrder(id)).summary.pending_difference).toBe(0)
  })

  it("is read by the customer, and by nobody else", async () => {
    const cart = await openCart(shop, period(20, 3))
    await expectOk(addItem(shop, cart, chair, 1))
    await prepareCheckout(shop, cart)
    const { body } = await expectOk(complete(shop, cart))
    const read = (headers?: Record<string, string>) =>
      shop.store(
        "GET",
        `/store/orders/${body.order.id}/rental/cancellation`,
        undefined,
        headers
      )
    const own = await expectOk(read({ "x-cart-id": cart }))
    expect(own.body.cancellation).toMatchObject({
      is_done: false,
      refund: body.order.total / 2,
    })
    expect((await read()).status).toBe(404)
    expect((await read({ "x-cart-id": "cart_other" })).status).toBe(404)
  })

  describe("when nobody comes", () => {
    const noShow = (id: string, body?: unknown) =>
      shop.admin("POST", `/admin/rental/orders/${id}/no-show`, body)

    it("is what the policy says, once", async () => {
      await setPolicy({ ...table, no_show_percent: 20 })
      const { id, total } = await paidFor(0)
      const { body } = await expectOk(noShow(id))
      expect(body.cancellation).toMatchObject({
        is_done: true,
        refund: total * 0.2,
        kept: total * 0.8,
        policy: { words: expect.stringMatching(/^Nobody came: 20% comes back/) },
      })
      const again = await expectOk(noShow(id))
      expect(again.body).toMatchObject({ changed: [], cancellation: { is_done: true } })
      expect(await moneyOf(id)).toMatchObject({ refunded: total * 0.2 })
      const order = await readOrder(id)
      expect(order.status).toBe("pending")
      expect(order.summary.pending_difference).toBe(0)
    })

    it("is let go of what was only promised, and not asked for again", async () => {
      await setPolicy({ ...table, no_show_percent: 20 })
      const { id, total } = await placed(0)
      await expectOk(noShow(id))
      expect(await moneyOf(id)).toMatchObject({ captured: total * 0.8, refunded: 0 })
      expect((await readOrder(id)).summary.pending_difference).toBe(0)
      const { body } = await expectOk(
        shop.admin("GET", `/admin/rental/orders/${id}/payments`)
      )
      expect(body.payments).toMatchObject({
        total: total * 0.8,
        paid: total * 0.8,
        authorised: 0,
        owed_now: 0,
        overpaid: 0,
      })
    })

    it("is nothing by itself, or what staff choose", async () => {
      const kept = await paidFor(0)
      const { body } = await expectOk(noShow(kept.id))
      expect(body.cancellation).toMatchObject({ refund: 0, kept: kept.total })
      expect(await moneyOf(kept.id)).toMatchObject({ refunded: 0 })

      const other = await paidFor(0)
      expect(await noShow(other.id, { refund: "full" })).toMatchObject({
        status: 400,
        body: { field: "reason" },
      })
      await expectOk(noShow(other.id, { refund: "full", reason: "Snow on the pass" }))
      expect(await moneyOf(other.id)).toMatchObject({ refunded: other.total })
    })

    it("waits while anything of the order may still be fetched", async () => {
      await setPolicy({ ...table, no_show_percent: 20 })
      const id = await placeOrder(shop, period(0, 3), [
        [chair, 1],
        [vase, 1],
      ])
      await capture(id)
      const [first] = await bookingsOf(shop, id)
      const { body } = await expectOk(noShow(id, { booking_ids: [first!.id] }))
      expect(body.cancellation).toBeNull()
      expect(await moneyOf(id)).toMatchObject({ refunded: 0 })
      expect((await expectOk(noShow(id))).body.cancellation.refund).toBeGreaterThan(0)
    })
  })

  it("refuses by name a policy that cannot be", async () => {
    for (const [cancellation, field] of [
      [{}, "cancellation.tiers"],
      [{ tiers: [{ days_before: 1, percent: 120 }] }, "cancellation.tiers.0.percent"],
      [{ tiers: [], of: "all" }, "cancellation.of"],
      [{ tiers: [], no_show_percent: -1 }, "cancellation.no_show_percent"],
      [
        {
          tiers: [
            { days_before: 3, percent: 10 },
            { days_before: 1, percent: 20 },
          ],
        },
        "cancellation.tiers.0.percent",
      ],
    ] as const) {
      expect(
        await shop.admin("POST", "/admin/rental/charges", { cancellation })
      ).toMatchObject({ status: 400, body: { code: "rental_request_invalid", field } })
    }
  })
})
