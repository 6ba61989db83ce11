import { addItem, expectOk, openCart, period } from "../harness/customer"
import { auditLedger } from "../harness/ledger-audit"
import { openShop, type Answer, type Shop } from "../harness/shop"
import {
  bookingsOf,
  changeOrder,
  freeUnits,
  handleGoods,
  ownUnits,
  placeOrder,
} from "../harness/staff"

describe("goods that leave and come back", () => {
  let shop: Shop
  let blue: string
  let gold: string
  let table: string
  let vase: string
  const now = period(0, 5)

  beforeAll(async () => {
    shop = await openShop()
    blue = await shop.variantId("BLUE-CHAIR")
    gold = await shop.variantId("GOLD-CHAIR")
    table = await shop.variantId("OAK-TABLE")
    vase = await shop.variantId("TERRACOTTA-VASE")
  })
  afterAll(async () => {
    expect(await auditLedger(shop)).toEqual([])
    expect(shop.serverErrors()).toEqual([])
    await shop.close()
  })

  const staff = (id: string, action: string, body?: unknown): Promise<Answer> =>
    handleGoods(shop, id, action, body)

  const states = async (id: string) =>
    (await bookingsOf(shop, id))
      .map(({ state, quantity }) => `${state} ${quantity}`)
      .sort()

  it("checks out, extends, and checks in early", async () => {
    const id = await placeOrder(shop, now, [[blue, 10]])
    const { body } = await expectOk(staff(id, "check-out"))
    expect(body.changed).toHaveLength(1)
    expect(body.rental.lines[0]).toMatchObject({ state: "out", quantity: 10 })
    expect((await expectOk(staff(id, "check-out", {}))).body.changed).toEqual([])

    const longer = period(0, 8)
    const { body: extended } = await expectOk(
      changeOrder(shop, id, { end_date: longer.end_date })
    )
    expect(extended.change.difference).toBe(10 * 3 * 5)
    expect(await freeUnits(shop, blue, period(7, 1))).toBe(30)

    const booking_id = body.changed[0] as string
    const part = { bookings: [{ booking_id, quantity: 4 }] }
    const { body: partly } = await expectOk(staff(id, "check-in", part))
    expect(partly.rental.lines[0].state).toBe("out")
    await expectOk(staff(id, "check-in", part))
    expect(await states(id)).toEqual(["out 6", "returned 4"])
    expect(await freeUnits(shop, blue, period(4, 4))).toBe(34)

    // What came back is not booked again by a change of what is still out.
    await expectOk(changeOrder(shop, id, { end_date: period(0, 7).end_date }))
    expect(await states(id)).toEqual(["out 6", "returned 4"])

    const { body: all } = await expectOk(staff(id, "check-in"))
    expect(all.rental.lines[0].state).toBe("returned")
    expect(await freeUnits(shop, blue, period(4, 4))).toBe(40)
  })

  it("keeps goods on an order while they are out", async () => {
    const id = await placeOrder(shop, period(0, 2), [[table, 3]])
    const [booking] = await bookingsOf(shop, id)
    await expectOk(
      staff(id, "check-out", { bookings: [{ booking_id: booking?.id, quantity: 2 }] })
    )
    const refused = await changeOrder(shop, id, {
      items: [{ variant_id: table, quantity: 1 }],
    })
    expect(refused).toMatchObject({ status: 409, body: { code: "rental_goods_out" } })
    await expectOk(changeOrder(shop, id, { items: [{ variant_id: table, quantity: 2 }] }))
    expect(await states(id)).toEqual(["out 2"])
  })

  it("frees what nobody fetched, and what is cancelled", async () => {
    const during = period(0, 3)
    const id = await placeOrder(shop, during, [[vase, 12]])
    expect(await freeUnits(shop, vase, during)).toBe(8)
    const { body } = await expectOk(staff(id, "no-show"))
    expect(body.rental.lines[0].state).toBe("no_show")
    expect((await expectOk(staff(id, "no-show"))).body.changed).toEqual([])
    expect(await freeUnits(shop, vase, during)).toBe(20)

    const early = await placeOrder(shop, period(30, 2), [[vase, 1]])
    expect(await staff(early, "no-show")).toMatchObject({
      status: 409,
      body: { code: "rental_wrong_state" },
    })
    await expectOk(shop.admin("POST", `/admin/orders/${early}/cancel`))
    expect(await freeUnits(shop, vase, period(30, 2))).toBe(20)
  })

  it("hands out serial units to one order at a time", async () => {
    const { body: made } = await expectOk(
      shop.admin("POST", "/admin/rental/units", {
        units: ["G-1", "G-2", "G-3"].map((serial) => ({ variant_id: gold, serial })),
      })
    )
    const [one, two, three] = made.units.map(
      (unit: { id: string }) => unit.id
    ) as string[]
    const twin = await shop.admin("POST", "/admin/rental/units", {
      units: [{ variant_id: gold, serial: "G-2" }],
    })
    expect(twin).toMatchObject({ status: 400, body: { field: "serial" } })

    const first = await placeOrder(shop, period(0, 2), [[gold, 2]])
    const second = await placeOrder(shop, period(0, 2), [[gold, 2]])
    const [mine] = await bookingsOf(shop, first)
    const [theirs] = await bookingsOf(shop, second)
    const nameless = await staff(first, "check-out")
    expect(nameless).toMatchObject({ status: 400, body: { field: "unit_ids" } })

    const { body: out } = await expectOk(
      staff(first, "check-out", {
        bookings: [{ booking_id: mine?.id, unit_ids: [one, two] }],
      })
    )
    expect(out.rental.lines[0].bookings[0].units).toEqual([
      { id: one, serial: "G-1" },
      { id: two, serial: "G-2" },
    ])
    const refused = await staff(second, "check-out", {
      bookings: [{ booking_id: theirs?.id, unit_ids: [two, three] }],
    })
    expect(refused).toMatchObject({
      status: 409,
      body: {
        type: "conflict",
        code: "rental_unit_out",
        units: [{ unit_id: two, serial: "G-2", order_id: first, booking_id: mine?.id }],
      },
    })
    expect(refused.body.message).toContain("G-2")
    expect(refused.body.message).toContain(first)
    expect(await states(second)).toEqual(["reserved 2"])

    expect(await shop.admin("DELETE", `/admin/rental/units/${two}`)).toMatchObject({
      status: 409,
      body: { code: "rental_unit_out" },
    })
    await expectOk(
      staff(first, "check-in", { bookings: [{ booking_id: mine?.id, unit_ids: [two] }] })
    )
    await expectOk(
      staff(second, "check-out", {
        bookings: [{ booking_id: theirs?.id, unit_ids: [two, three] }],
      })
    )
    const { body: listed } = await expectOk(
      shop.admin("GET", `/admin/rental/units?variant_id=${gold}`)
    )
    expect(
      listed.units.map((unit: { out: { order_id: string } | null }) => unit.out?.order_id)
    ).toEqual([first, second, second])

    await expectOk(staff(second, "check-in"))
    const { body: retired } = await expectOk(
      shop.admin("DELETE", `/admin/rental/units/${three}`)
    )
    expect(retired.unit.retired_at).toEqual(expect.any(String))
    await expectOk(shop.admin("DELETE", `/admin/rental/units/${three}`))
    const { body: left } = await expectOk(
      shop.admin("GET", `/admin/rental/units?variant_id=${gold}`)
    )
    expect(left.units).toHaveLength(2)
    await expectOk(staff(first, "check-in"))
  })

  it("takes units out of service unless they are booked", async () => {
    const during = period(50, 3)
    const id = await placeOrder(shop, during, [[table, 10]])
    const repair = {
      variant_id: table,
      quantity: 3,
      reason: "repair",
      note: "wobbles",
      ...during,
    }
    const refused = await shop.admin("POST", "/admin/rental/downtime", repair)
    expect(refused).toMatchObject({ status: 409, body: { code: "rental_fleet_in_use" } })
    expect(refused.body.bookings).toContainEqual(
      expect.objectContaining({ order_id: id, quantity: 10, ...during })
    )

    const { body: two } = await expectOk(
      shop.admin("POST", "/admin/rental/downtime", { ...repair, quantity: 2 })
    )
    expect(two.downtime).toMatchObject({ quantity: 2, reason: "repair", ...during })
    expect(two.downtime.created_by).toMatch(/^user_/)
    expect(await freeUnits(shop, table, during)).toBe(0)

    const { body: knowingly } = await expectOk(
      shop.admin("POST", "/admin/rental/downtime", {
        ...repair,
        quantity: 1,
        overbook: { reason: "We borrow one" },
      })
    )
    const [log] = await shop.sql<{ author: string; reason: string }>(
      "select author, reason from rental_overbooking order by id desc limit 1"
    )
    expect(log).toMatchObject({ reason: "We borrow one" })

    for (const entry of [two, knowingly]) {
      await expectOk(
        shop.admin("POST", `/admin/rental/downtime/${entry.downtime.id}/end`)
      )
    }
    expect(await freeUnits(shop, table, during)).toBe(2)
    const { body: listed } = await expectOk(
      shop.admin("GET", `/admin/rental/downtime?variant_id=${table}`)
    )
    expect(listed.downtime).toEqual([])
  })

  it("lowers a fleet to the peak of what is booked, and not below (shelf-11)", async () => {
    const peak = period(60, 2)
    await placeOrder(shop, peak, [[table, 7]])
    await placeOrder(shop, period(70, 2), [[table, 6]])
    const own = (quantity: number) => ownUnits(shop, table, quantity)
    const tooFew = await own(9)
    expect(tooFew).toMatchObject({ status: 409, body: { code: "rental_fleet_in_use" } })
    await expectOk(own(10))
    await expectOk(own(12))
  })

  it("books at the place that has the units, and never mixes two (leihs-16)", async () => {
    const [profile] = await shop.sql<{ location_id: string; product_id: string }>(
      `select f.location_id, i.product_id from rental_fleet f
         join rental_item i on i.id = f.item_id where i.variant_id = $1`,
      [vase]
    )
    const { body } = await expectOk(
      shop.admin("POST", "/admin/stock-locations", { name: "Second house" })
    )
    const second = body.stock_location.id as string
    await expectOk(
      shop.admin("POST", "/admin/rental/items", {
        items: [
          {
            variant_id: vase,
            product_id: profile?.product_id,
            fleet: [
              { location_id: profile?.location_id, quantity: 3 },
              { location_id: second, quantity: 1 },
            ],
          },
        ],
      })
    )
    const during = period(80, 2)
    const cart = await openCart(shop, during)
    await expectOk(addItem(shop, cart, vase, 2))
    expect(await freeUnits(shop, vase, during)).toBe(1)
    // Two more are there, one at each place: a line comes from one place.
    const other = await openCart(shop, during)
    expect((await addItem(shop, other, vase, 2)).status).toBe(409)
    await expectOk(addItem(shop, other, vase, 1))
    const last = await openCart(shop, during)
    await expectOk(addItem(shop, last, vase, 1))
    expect(await freeUnits(shop, vase, during)).toBe(0)
  })

  describe("how an item is rented", () => {
    let linen: string
    let product_id: string
    let here: string

    const write = (item: object, more: object = {}): Promise<Answer> =>
      shop.admin("POST", "/admin/rental/items", {
        items: [{ variant_id: linen, product_id, ...item }],
        ...more,
      })
    const read = async () => {
      const { body } = await expectOk(
        shop.admin("GET", `/admin/rental/items?variant_id=${linen}`)
      )
      return body.items[0]
    }

    beforeAll(async () => {
      linen = await shop.variantId("WHITE-LINEN")
      const item = await read()
      product_id = item.product_id
      here = item.fleet[0].location_id
    })

    it("has a fleet that changes from a day on, and keeps it", async () => {
      const from = period(50, 1).start_date
      const fleet = [
        { location_id: here, quantity: 30 },
        { location_id: here, quantity: 34, effective_from: from },
      ]
      await expectOk(write({ fleet }))
      expect(await read()).toMatchObject({ slot_minutes: 1440, fleet })
      await expectOk(write({ turnaround_after: 0 }))
      expect((await read()).fleet).toEqual(fleet)
      expect(await freeUnits(shop, linen, period(49, 1))).toBe(30)
      expect(await freeUnits(shop, linen, period(50, 1))).toBe(34)
    })

    it("is by the hour once it is said, and not while units are booked", async () => {
      await expectOk(
        write({ slot_minutes: 60, fleet: [{ location_id: here, quantity: 5 }] })
      )
      expect(await read()).toMatchObject({ slot_minutes: 60 })
      const day = period(52, 1)
      const { body } = await expectOk(
        shop.store(
          "GET",
          `/store/rental/calendar?variant_id=${linen}&from=${day.start_date}&to=${day.end_date}`
        )
      )
      expect(body.days[0].hours).toHaveLength(24)
      const id = await placeOrder(shop, day, [[linen, 3]])
      const fleet = [{ location_id: here, quantity: 30 }]
      expect(await write({ slot_minutes: 1440, fleet })).toMatchObject({
        status: 400,
        body: { code: "rental_request_invalid", field: "slot_minutes" },
      })
      expect(await read()).toMatchObject({ slot_minutes: 60, fleet: [{ quantity: 5 }] })

      const fewer = { fleet: [{ location_id: here, quantity: 2 }] }
      expect(await write(fewer)).toMatchObject({
        status: 409,
        body: { code: "rental_fleet_in_use", bookings: [{ order_id: id }] },
      })
      await expectOk(write(fewer, { overbook: { reason: "One burnt" } }))
      const log = await shop.sql(
        "select author, quantity from rental_overbooking where reason = 'One burnt'"
      )
      expect(log).toEqual([{ author: expect.stringMatching(/^user_/), quantity: 1 }])
    })

    it.each([
      ["items.0.slot_minutes", { slot_minutes: 7 }, {}],
      ["items.0.turnaround_after", { turnaround_after: 61 }, {}],
      [
        "items.0.fleet.0.effective_from",
        { fleet: [{ location_id: "sloc", quantity: 1, effective_from: "soon" }] },
        {},
      ],
      ["overbook.reason", {}, { overbook: { reason: " " } }],
    ])("refuses a wrong %s and names it", async (field, item, more) => {
      expect(await write(item, more)).toMatchObject({
        status: 400,
        body: { code: "rental_request_invalid", field },
      })
    })
  })

  it.each([
    ["bookings.0.quantity", { bookings: [{ booking_id: "rbook_1", quantity: 0 }] }],
    ["bookings", { bookings: [] }],
    ["colour", { colour: "red" }],
  ])("refuses a wrong %s and names it", async (field, body) => {
    const id = await placeOrder(shop, period(90, 2), [[blue, 1]])
    const answer = await staff(id, "check-out", body)
    expect(answer).toMatchObject({ status: 400, body: { field } })
  })

  it("knows no order, booking or unit that is not there", async () => {
    const id = await placeOrder(shop, period(100, 2), [[blue, 1]])
    const unknown = { status: 404, body: { code: "rental_not_found" } }
    expect(await staff("order_none", "check-out")).toMatchObject(unknown)
    expect(
      await staff(id, "check-out", { bookings: [{ booking_id: "rbook_none" }] })
    ).toMatchObject(unknown)
    expect(await shop.admin("DELETE", "/admin/rental/units/none")).toMatchObject(unknown)
    expect(await shop.admin("POST", "/admin/rental/downtime/none/end")).toMatchObject(
      unknown
    )
  })
})
