import { addItem, expectOk, openCart, period } from "../harness/customer"
import { auditLedger } from "../harness/ledger-audit"
import { openShop, type Shop } from "../harness/shop"
import {
  bookingsOf,
  changeOrder,
  freeUnits,
  regionId,
  sellCandles,
} from "../harness/staff"

describe("draft orders with rentals", () => {
  let shop: Shop
  let blue: string
  let gold: string
  let dinner: string
  let candles: string
  let region: string

  beforeAll(async () => {
    shop = await openShop()
    blue = await shop.variantId("BLUE-CHAIR")
    gold = await shop.variantId("GOLD-CHAIR")
    dinner = await shop.variantId("PACKAGE-DINNER-FOR-EIGHT")
    candles = await sellCandles(shop)
    region = await regionId(shop)
  })
  afterAll(async () => {
    const findings = await auditLedger(shop)
    expect(findings.filter((line) => !line.startsWith("order without a cart"))).toEqual(
      []
    )
    expect(shop.serverErrors()).toEqual([])
    await shop.close()
  })

  const draft = (body: object) =>
    shop.admin("POST", "/admin/rental/draft-orders", {
      region_id: region,
      email: "ada@example.com",
      ...body,
    })
  const convert = (id: string) =>
    shop.admin("POST", `/admin/draft-orders/${id}/convert-to-order`)

  it("saves a draft without holding anything, and reserves when it is placed (booqable-02)", async () => {
    const during = period(40, 3)
    const { body } = await expectOk(
      draft({
        ...during,
        items: [
          { variant_id: blue, quantity: 6 },
          { variant_id: dinner, quantity: 1 },
          { variant_id: candles, quantity: 2 },
        ],
      })
    )
    const made = body.draft_order
    expect(made.rental).toMatchObject({ ...during, days: 3 })
    expect(made.items).toContainEqual(
      expect.objectContaining({ variant_id: blue, unit_price: 15, quantity: 6 })
    )
    expect(made.items).toContainEqual(
      expect.objectContaining({ variant_id: candles, unit_price: 9, quantity: 2 })
    )
    expect(made.total).toBe(6 * 15 + 3 * 90 + 2 * 9)
    expect(await freeUnits(shop, blue, during)).toBe(40)
    expect((await bookingsOf(shop, made.id)).map((b) => b.state)).toEqual([
      "draft",
      "draft",
      "draft",
    ])

    const placed = await expectOk(convert(made.id))
    expect(placed.body.order).toMatchObject({ id: made.id, status: "pending" })
    expect(await freeUnits(shop, blue, during)).toBe(34)
    expect(await freeUnits(shop, gold, during)).toBe(9)

    const again = await convert(made.id)
    expect(again.status).toBe(400)
    expect(await freeUnits(shop, blue, during)).toBe(34)
  })

  it("reserves at once when asked to, and gives back when deleted", async () => {
    const during = period(50, 2)
    const items = [{ variant_id: gold, quantity: 7 }]
    const { body } = await expectOk(draft({ ...during, items, reserve: true }))
    expect(await freeUnits(shop, gold, during)).toBe(3)

    const short = await draft({ ...during, items, reserve: true })
    expect(short).toMatchObject({ status: 409, body: { code: "rental_shortage" } })
    expect(short.body.shortages).toEqual([
      expect.objectContaining({ variant_id: gold, requested: 7, available: 3 }),
    ])

    const gone = await expectOk(
      shop.admin("DELETE", `/admin/draft-orders/${body.draft_order.id}`)
    )
    expect(gone.body).toEqual({
      id: body.draft_order.id,
      object: "draft-order",
      deleted: true,
    })
    expect(await freeUnits(shop, gold, during)).toBe(10)
  })

  it("does not place a draft whose units are gone, and leaves it a draft", async () => {
    const during = period(60, 2)
    const items = [
      { variant_id: gold, quantity: 4 },
      { variant_id: blue, quantity: 2 },
    ]
    const { body } = await expectOk(draft({ ...during, items }))
    const cart = await openCart(shop, during)
    await expectOk(addItem(shop, cart, gold, 8))

    const refused = await convert(body.draft_order.id)
    expect(refused).toMatchObject({ status: 409, body: { code: "rental_shortage" } })
    expect(refused.body.shortages).toEqual([
      expect.objectContaining({
        variant_id: gold,
        title: "Gold chair",
        requested: 4,
        available: 2,
        // The day after is theirs too: the chairs are cleaned.
        slots: [during.start_date, during.end_date, period(62, 1).start_date],
      }),
    ])
    expect(await freeUnits(shop, blue, during)).toBe(40)
    const { body: still } = await expectOk(
      shop.admin("GET", `/admin/draft-orders/${body.draft_order.id}`)
    )
    expect(still.draft_order.status).toBe("draft")

    await expectOk(
      changeOrder(shop, body.draft_order.id, {
        items: [{ variant_id: gold, quantity: 2 }],
      })
    )
    await expectOk(convert(body.draft_order.id))
    expect(await freeUnits(shop, gold, during)).toBe(0)
  })

  it("overbooks a draft knowingly, with who and why", async () => {
    const during = period(70, 2)
    const items = [{ variant_id: gold, quantity: 12 }]
    const overbook = { reason: "Two more come from the other house" }
    const { body } = await expectOk(draft({ ...during, items, reserve: true, overbook }))
    expect(await freeUnits(shop, gold, during)).toBe(0)
    await expectOk(convert(body.draft_order.id))
    expect(await bookingsOf(shop, body.draft_order.id)).toEqual([
      expect.objectContaining({ quantity: 12, state: "reserved" }),
    ])
  })

  it("lets a saved draft reserve its units later, and let go of them again", async () => {
    const during = period(75, 2)
    const items = [{ variant_id: gold, quantity: 12 }]
    const { body } = await expectOk(draft({ ...during, items }))
    const id = body.draft_order.id as string
    const short = await changeOrder(shop, id, { reserve: true })
    expect(short).toMatchObject({ status: 409, body: { code: "rental_shortage" } })
    const overbook = { reason: "Two more come from the other house" }
    await expectOk(changeOrder(shop, id, { reserve: true, overbook }))
    expect(await freeUnits(shop, gold, during)).toBe(0)
    await expectOk(changeOrder(shop, id, { reserve: false }))
    expect(await freeUnits(shop, gold, during)).toBe(10)
    expect((await convert(id)).status).toBe(409)
    await expectOk(changeOrder(shop, id, { reserve: true, overbook }))
    await expectOk(convert(id))
    expect(await changeOrder(shop, id, { reserve: false })).toMatchObject({
      status: 400,
      body: { field: "reserve" },
    })
  })

  it("changes dates, prices and lines of a draft without reserving it", async () => {
    const during = period(80, 2)
    const { body } = await expectOk(
      draft({ ...during, items: [{ variant_id: blue, quantity: 4 }] })
    )
    const id = body.draft_order.id as string
    const preview = await expectOk(
      changeOrder(shop, id, { ...period(90, 3), dry_run: true })
    )
    expect(preview.body.change).toMatchObject({ difference: 20, shortages: [] })

    const { body: changed } = await expectOk(
      changeOrder(shop, id, {
        ...period(90, 3),
        items: [{ variant_id: gold, quantity: 1 }],
      })
    )
    expect(changed.change).toMatchObject({ difference: 20 + 19.5, total_before: 40 })
    expect(changed.rental).toMatchObject(period(90, 3))
    expect((await bookingsOf(shop, id)).map((b) => b.state)).toEqual(["draft", "draft"])
    expect(await freeUnits(shop, blue, period(90, 3))).toBe(40)
  })

  it("refuses native edits of its rentals and lets goods through", async () => {
    const { body } = await expectOk(
      draft({
        ...period(100, 2),
        items: [
          { variant_id: blue, quantity: 4 },
          { variant_id: candles, quantity: 1 },
        ],
      })
    )
    const id = body.draft_order.id as string
    const lineOf = (variantId: string) =>
      body.draft_order.items.find(
        (item: { variant_id: string }) => item.variant_id === variantId
      ).id as string
    const edit = `/admin/draft-orders/${id}/edit`
    await expectOk(shop.admin("POST", edit))
    const more = await shop.admin("POST", `${edit}/items`, {
      items: [{ variant_id: gold, quantity: 1 }],
    })
    expect(more).toMatchObject({ status: 400, body: { code: "rental_request_invalid" } })
    expect(more.body.message).toContain("/admin/rental/orders/:id/change")
    const other = await shop.admin("POST", `${edit}/items/item/${lineOf(blue)}`, {
      quantity: 5,
    })
    expect(other.status).toBe(400)
    await expectOk(
      shop.admin("POST", `${edit}/items/item/${lineOf(candles)}`, { quantity: 5 })
    )
    await expectOk(shop.admin("POST", `${edit}/request`))
    await expectOk(shop.admin("POST", `${edit}/confirm`))
    await expectOk(convert(id))
    expect(await freeUnits(shop, blue, period(100, 2))).toBe(36)
  })

  it("places one draft once, however many try at once", async () => {
    const during = period(110, 2)
    const { body } = await expectOk(
      draft({ ...during, items: [{ variant_id: gold, quantity: 6 }] })
    )
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => convert(body.draft_order.id))
    )
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect(await freeUnits(shop, gold, during)).toBe(4)
  })

  it("releases what a draft held that is not there", async () => {
    const during = period(130, 2)
    const { body } = await expectOk(
      draft({ ...during, items: [{ variant_id: gold, quantity: 6 }], reserve: true })
    )
    const id = body.draft_order.id as string
    await shop.sql(
      "update rental_booking set order_id = 'order_lost' where order_id = $1",
      [id]
    )
    await shop.sql(
      `update rental_order set order_id = 'order_lost', created_at = now() - interval '2 minutes'
        where order_id = $1`,
      [id]
    )
    expect(await freeUnits(shop, gold, during)).toBe(4)
    const { body: report } = await expectOk(
      shop.admin("POST", "/admin/rental/reconciler")
    )
    expect(report.findings).toContainEqual(
      expect.objectContaining({ kind: "order_undone", id: "order_lost" })
    )
    expect(await freeUnits(shop, gold, during)).toBe(10)

    // The draft itself has lost its dates, and cannot become an order without bookings.
    expect((await convert(id)).status).toBe(400)
  })

  it.each([
    ["email", { email: undefined }],
    ["region_id", { region_id: "reg_none" }],
    ["start_date", { start_date: "tomorrow" }],
    ["items", { items: [] }],
    ["items.0.quantity", { items: [{ variant_id: "variant_x", quantity: -1 }] }],
  ])("refuses a wrong %s and names it", async (field, wrong) => {
    const { status, body } = await draft({
      ...period(120, 2),
      items: [{ variant_id: blue, quantity: 1 }],
      ...wrong,
    })
    expect([400, 404]).toContain(status)
    expect(body.field).toBe(field)
  })
})
