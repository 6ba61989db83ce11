import {
  addItem,
  complete,
  expectOk,
  openCart,
  period,
  prepareCheckout,
  type Period,
} from "../harness/customer"
import { auditLedger } from "../harness/ledger-audit"
import { openShop, type Shop } from "../harness/shop"
import {
  bookingsOf,
  changeOrder,
  freeUnits,
  placeOrder,
  sellCandles,
} from "../harness/staff"

describe("changing an order that was placed", () => {
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

  const order = async (id: string) =>
    (await expectOk(shop.admin("GET", `/admin/orders/${id}?fields=+total,*items`))).body
      .order

  it("moves dates, prices and totals together, and leaves goods for sale alone", async () => {
    const before = period(40, 3)
    const after = period(50, 4)
    const id = await placeOrder(shop, before, [[blue, 6]], candles)
    const total = (await order(id)).total as number

    const { body } = await expectOk(changeOrder(shop, id, after))

    // Six chairs at 5 a day: three days become four.
    expect(body.change).toMatchObject({
      dry_run: false,
      total_before: total,
      difference: 30,
      total_after: total + 30,
    })
    expect(body.rental).toMatchObject({ ...after, days: 4 })
    const changed = await order(id)
    expect(changed.total).toBe(total + 30)
    expect(changed.items).toContainEqual(
      expect.objectContaining({ variant_id: blue, unit_price: 20, quantity: 6 })
    )
    expect(changed.items).toContainEqual(
      expect.objectContaining({ variant_id: candles, unit_price: 9 })
    )
    expect(await freeUnits(shop, blue, before)).toBe(40)
    expect(await freeUnits(shop, blue, after)).toBe(34)
  })

  it("says what a change would cost and lack, and writes nothing", async () => {
    const during = period(60, 2)
    const id = await placeOrder(shop, during, [[gold, 6]])
    const taken = await openCart(shop, period(63, 2))
    await expectOk(addItem(shop, taken, gold, 7))
    const before = await order(id)

    const longer = { end_date: period(60, 5).end_date, dry_run: true }
    const { body } = await expectOk(changeOrder(shop, id, longer))

    expect(body.change).toMatchObject({ dry_run: true, difference: 6 * 3 * 6.5 })
    expect(body.change.shortages).toEqual([
      expect.objectContaining({
        variant_id: gold,
        title: "Gold chair",
        requested: 6,
        available: 3,
      }),
    ])
    expect(body.rental).toMatchObject(during)
    expect((await order(id)).total).toBe(before.total)
    const [edits] = await shop.sql<{ n: string }>(
      "select count(*) as n from order_change where order_id = $1 and deleted_at is null",
      [id]
    )
    expect(Number(edits?.n)).toBe(0)
    // The edit that was only looked at does not stand in the way of a real one.
    await expectOk(changeOrder(shop, id, { items: [{ variant_id: blue, quantity: 1 }] }))
  })

  it("refuses what is not there and changes neither dates nor totals", async () => {
    const during = period(70, 2)
    const id = await placeOrder(shop, during, [
      [gold, 4],
      [blue, 4],
    ])
    const rival = await openCart(shop, period(80, 2))
    await expectOk(addItem(shop, rival, gold, 8))
    const before = await order(id)

    const refused = await changeOrder(shop, id, period(80, 2))

    expect(refused).toMatchObject({ status: 409, body: { code: "rental_shortage" } })
    expect(refused.body.shortages).toEqual([
      expect.objectContaining({ variant_id: gold, requested: 4, available: 2 }),
    ])
    expect(refused.body.shortages[0].slots).toEqual([
      period(80, 2).start_date,
      period(80, 2).end_date,
      period(82, 1).start_date,
    ])
    expect((await order(id)).total).toBe(before.total)
    expect(await freeUnits(shop, blue, period(80, 2))).toBe(40)
    expect(await freeUnits(shop, blue, during)).toBe(36)
  })

  it("never counts an order's own bookings against it (signals-15)", async () => {
    const during = period(90, 3)
    const id = await placeOrder(shop, during, [[gold, 10]])
    const shifted = period(91, 3)
    await expectOk(changeOrder(shop, id, shifted))
    expect(await bookingsOf(shop, id)).toEqual([
      expect.objectContaining({ quantity: 10, state: "reserved", ...shifted }),
    ])

    const more = await changeOrder(shop, id, {
      items: [{ variant_id: gold, quantity: 12 }],
    })
    expect(more.status).toBe(409)
    expect(more.body.shortages[0]).toMatchObject({ requested: 12, available: 10 })
  })

  it("adds, changes and removes lines in one call", async () => {
    const during = period(100, 2)
    const id = await placeOrder(shop, during, [
      [blue, 4],
      [gold, 2],
    ])
    const total = (await order(id)).total as number

    const { body } = await expectOk(
      changeOrder(shop, id, {
        items: [
          { variant_id: blue, quantity: 6 },
          { variant_id: gold, quantity: 0 },
          { variant_id: dinner, quantity: 1 },
        ],
      })
    )

    // Two more blue chairs, two gold ones gone, one dinner: two days each.
    const difference = 2 * 2 * 5 - 2 * 2 * 6.5 + 2 * 90
    expect(body.change.difference).toBe(difference)
    const changed = await order(id)
    expect(changed.total).toBe(total + difference)
    const variants = changed.items.map((item: { variant_id: string }) => item.variant_id)
    expect(variants.sort()).toEqual([blue, dinner].sort())
    expect(await freeUnits(shop, blue, during)).toBe(34)
    // A chair in the dinner is counted once, as part of it (shelf-12).
    expect(await freeUnits(shop, gold, during)).toBe(9)
    expect(body.rental.lines).toHaveLength(3)
  })

  it("keeps agreed prices when asked, and for quantities always", async () => {
    const during = period(110, 2)
    const id = await placeOrder(shop, during, [[blue, 2]])
    const { body } = await expectOk(
      changeOrder(shop, id, { ...period(110, 5), prices: "keep" })
    )
    expect(body.change.difference).toBe(0)
    expect(body.rental).toMatchObject({ days: 5 })
    await expectOk(changeOrder(shop, id, { items: [{ variant_id: blue, quantity: 3 }] }))
    expect((await order(id)).items[0]).toMatchObject({ unit_price: 10, quantity: 3 })
  })

  it("always lets an overbooked order be reduced, never increased (shelf-11)", async () => {
    const during = period(130, 2)
    const id = await placeOrder(shop, during, [[gold, 8]])
    const overbook = { reason: "Chairs of a friend cover it" }
    await expectOk(
      changeOrder(shop, id, { items: [{ variant_id: gold, quantity: 13 }], overbook })
    )
    expect(await freeUnits(shop, gold, during)).toBe(0)
    const [log] = await shop.sql<{ author: string; reason: string; quantity: number }>(
      "select author, reason, quantity from rental_overbooking order by id desc limit 1"
    )
    expect(log).toMatchObject({ reason: overbook.reason, quantity: 3 })
    expect(log?.author).toMatch(/^user_/)

    const ask = (quantity: number) =>
      changeOrder(shop, id, { items: [{ variant_id: gold, quantity }] })
    expect((await ask(14)).status).toBe(409)
    await expectOk(ask(12))
    expect((await ask(13)).status).toBe(409)
    await expectOk(ask(10))
    await expectOk(ask(9))
    expect(await freeUnits(shop, gold, during)).toBe(1)
  })

  it("applies a change once, however often it is sent at once", async () => {
    const during = period(140, 2)
    const id = await placeOrder(shop, during, [[blue, 5]])
    const change = { items: [{ variant_id: blue, quantity: 8 }] }
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => changeOrder(shop, id, change))
    )
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200])
    expect(await bookingsOf(shop, id)).toEqual([expect.objectContaining({ quantity: 8 })])
    expect((await order(id)).items[0].quantity).toBe(8)
  })

  it("puts the ledger back when Medusa refuses the edit", async () => {
    const during = period(155, 2)
    const id = await placeOrder(shop, during, [[blue, 5]])
    const before = await order(id)
    await expectOk(
      shop.admin("POST", `/admin/orders/${id}/fulfillments`, {
        items: [{ id: before.items[0].id, quantity: 5 }],
      })
    )

    // What Medusa calls fulfilled cannot become less; the ledger had let go of two already.
    const refused = await changeOrder(shop, id, {
      ...period(165, 2),
      items: [{ variant_id: blue, quantity: 3 }],
    })

    expect(refused.status).toBe(400)
    expect(refused.body.message).toContain("fulfilled")
    expect(await freeUnits(shop, blue, during)).toBe(35)
    expect(await freeUnits(shop, blue, period(165, 2))).toBe(40)
    expect((await order(id)).total).toBe(before.total)
    await expectOk(changeOrder(shop, id, { end_date: period(155, 3).end_date }))
    expect(await bookingsOf(shop, id)).toEqual([expect.objectContaining({ quantity: 5 })])
  })

  it("waits for an edit that somebody else has open", async () => {
    const during = period(150, 2)
    const id = await placeOrder(shop, during, [[blue, 5]])
    const { body } = await expectOk(
      shop.admin("POST", "/admin/order-edits", { order_id: id })
    )
    expect(body.order_change.id).toBeDefined()

    const refused = await changeOrder(shop, id, period(160, 2))

    expect(refused).toMatchObject({ status: 409, body: { code: "rental_busy" } })
    expect(refused.body.message).toContain("editing")
    expect(await freeUnits(shop, blue, during)).toBe(35)
    expect(await freeUnits(shop, blue, period(160, 2))).toBe(40)

    await expectOk(shop.admin("DELETE", `/admin/order-edits/${id}`))
    await expectOk(changeOrder(shop, id, period(160, 2)))
  })

  describe("whose process died half way", () => {
    /** Bookings on new dates, lines at old prices, an edit of ours that nobody confirmed. */
    const tear = async (before: Period, after: Period) => {
      const id = await placeOrder(shop, before, [[blue, 5]])
      await expectOk(changeOrder(shop, id, { ...after, prices: "keep" }))
      await expectOk(
        shop.admin("POST", "/admin/order-edits", {
          order_id: id,
          internal_note: "gather-rental-change",
        })
      )
      await shop.sql(
        `update order_change set created_at = now() - interval '2 minutes', metadata = $2
          where order_id = $1 and status = 'pending'`,
        [id, JSON.stringify({ period: before, state: "reserved", preview: false })]
      )
      expect(await freeUnits(shop, blue, before)).toBe(40)
      return id
    }

    it("is undone by the reconciler", async () => {
      const before = period(220, 2)
      const after = period(230, 2)
      const id = await tear(before, after)
      const { body } = await expectOk(shop.admin("POST", "/admin/rental/reconciler"))
      expect(body.findings).toContainEqual(
        expect.objectContaining({ kind: "order_rebooked", id })
      )
      expect(await freeUnits(shop, blue, before)).toBe(35)
      expect(await freeUnits(shop, blue, after)).toBe(40)
      await expectOk(changeOrder(shop, id, after))
    })

    it("is undone by the next change", async () => {
      const before = period(240, 2)
      const after = period(250, 2)
      const id = await tear(before, after)
      await expectOk(
        changeOrder(shop, id, { items: [{ variant_id: blue, quantity: 6 }] })
      )
      expect(await freeUnits(shop, blue, before)).toBe(34)
      expect(await freeUnits(shop, blue, after)).toBe(40)
    })
  })

  it("lets a promotion follow the new prices", async () => {
    await expectOk(
      shop.admin("POST", "/admin/promotions", {
        code: "TENTH",
        type: "standard",
        status: "active",
        application_method: {
          type: "percentage",
          target_type: "items",
          allocation: "across",
          value: 10,
          currency_code: "usd",
        },
      })
    )
    const during = period(260, 2)
    const cart = await openCart(shop, during)
    await expectOk(addItem(shop, cart, blue, 4))
    await expectOk(
      shop.store("POST", `/store/carts/${cart}/promotions`, { promo_codes: ["TENTH"] })
    )
    await prepareCheckout(shop, cart)
    const placed = await expectOk(complete(shop, cart))
    const id = placed.body.order.id as string

    const { body } = await expectOk(changeOrder(shop, id, period(260, 4)))

    // Four chairs, two days more at 5 a day, less a tenth.
    expect(body.change.difference).toBe(36)
    expect((await order(id)).total).toBe(body.change.total_after)
  })

  it.each([
    ["end_date", (): unknown => ({ end_date: period(1, 1).start_date })],
    ["start_date", (): unknown => ({ start_date: "2027-02-30" })],
    ["items", (): unknown => ({ items: [{ variant_id: candles, quantity: 1 }] })],
    [
      "items.0.quantity",
      (): unknown => ({ items: [{ variant_id: blue, quantity: 0.5 }] }),
    ],
    ["overbook.reason", (): unknown => ({ overbook: { reason: " " } })],
    ["colour", (): unknown => ({ colour: "red" })],
  ])("refuses a wrong %s and names it", async (field, body) => {
    const id = await placeOrder(shop, period(170, 2), [[blue, 1]])
    const { status, body: answer } = await changeOrder(shop, id, body())
    expect(status).toBe(400)
    expect(answer.field).toBe(field)
  })

  it("knows no order that is not there or was cancelled", async () => {
    const unknown = await changeOrder(shop, "order_none", period(180, 2))
    expect(unknown).toMatchObject({ status: 404, body: { code: "rental_not_found" } })

    const during = period(190, 2)
    const id = await placeOrder(shop, during, [[blue, 5]])
    await expectOk(shop.admin("POST", `/admin/orders/${id}/cancel`))
    expect(await freeUnits(shop, blue, during)).toBe(40)
    expect((await changeOrder(shop, id, period(200, 2))).status).toBe(400)
    expect(await freeUnits(shop, blue, period(200, 2))).toBe(40)
  })

  it("adds a rental to an order of goods, once it has dates", async () => {
    const during = period(210, 3)
    const id = await placeOrder(shop, during, [[blue, 1]], candles)
    await expectOk(changeOrder(shop, id, { items: [{ variant_id: blue, quantity: 0 }] }))
    expect(await freeUnits(shop, blue, during)).toBe(40)
    await expectOk(changeOrder(shop, id, { items: [{ variant_id: gold, quantity: 2 }] }))
    expect(await freeUnits(shop, gold, during)).toBe(8)
  })
})
