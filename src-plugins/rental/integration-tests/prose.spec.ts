import { periodOf } from "../src/modules/rental/periods/rental-period"
import { type LocalDate } from "../src/modules/rental/periods/local-date"
import { ledgerSuite, refusalOf } from "./ledger-suite"

jest.setTimeout(60_000)

/*
 * Facts about renting that other systems' tests and documents state in prose. Each test is
 * named after the system it comes from; where systems disagree, ours is what is tested.
 */

const DAYS = periodOf("2030-05-10", "2030-05-12")

ledgerSuite("rental_prose_test", { holdMinutes: 20 }, ({ service, sql, scenario }) => {
  const own = (stock: number, variant_id = "item") =>
    service.upsertItems([
      {
        variant_id,
        product_id: `p-${variant_id}`,
        fleet: [{ location_id: "here", quantity: stock }],
      },
    ])
  const hold = (cart_id: string, lines: [string, string, number][], period = DAYS) =>
    service.holdCart({
      cart_id,
      period,
      lines: lines.map(([line_item_id, variant_id, quantity]) => ({
        line_item_id,
        variant_id,
        quantity,
      })),
    })
  const order = (order_id: string, quantity: number, variant_id = "item") =>
    service.writeOrder({
      order_id,
      period: DAYS,
      state: "reserved",
      lines: [{ line_item_id: `${order_id}-l`, variant_id, quantity }],
    })
  const free = async () =>
    Object.fromEntries(
      (await service.listAvailability(DAYS)).map((r) => [r.variant_id, r.available])
    )

  scenario("leihs: lines of one cart for the same dates add up", async () => {
    await own(3)
    await hold("c1", [["a", "item", 3]])
    const refusal = await refusalOf(
      hold("c1", [
        ["a", "item", 3],
        ["b", "item", 2],
      ])
    )
    expect(refusal.code).toBe("rental_shortage")
    expect(await service.readCartBookings("c1")).toMatchObject([{ quantity: 3 }])
  })

  scenario("WooCommerce Appointments: what is in the own cart counts", async () => {
    await own(8)
    await hold("c1", [["a", "item", 4]])
    expect(await free()).toEqual({ item: 4 })
    expect((await refusalOf(hold("c1", [["a", "item", 9]]))).details.shortages).toEqual([
      expect.objectContaining({ requested: 9, available: 8 }),
    ])
    await hold("c1", [["a", "item", 8]])
    expect(await free()).toEqual({ item: 0 })
  })

  scenario("cart reservations: one timer for the whole cart", async () => {
    await own(9)
    await own(9, "other")
    await hold("c1", [["a", "item", 1]])
    await sql().query("SELECT pg_sleep(0.05)")
    await hold("c1", [
      ["a", "item", 1],
      ["b", "other", 1],
    ])
    const bookings = await service.readCartBookings("c1")
    const expiries = new Set(bookings.map((booking) => booking.expires_at))
    expect(bookings).toHaveLength(2)
    expect(expiries.size).toBe(1)
    const [expires] = [...expiries]
    const minutes = (Date.parse(expires ?? "") - Date.now()) / 60_000
    expect(minutes).toBeGreaterThan(19)
    expect(minutes).toBeLessThanOrEqual(20)
  })

  scenario("leihs: what one place has is not had at the other", async () => {
    await service.upsertItems([
      {
        variant_id: "item",
        product_id: "p",
        fleet: [
          { location_id: "A", quantity: 3 },
          { location_id: "B", quantity: 1 },
        ],
      },
    ])
    await order("o1", 2)
    expect(await service.readOrderBookings("o1")).toMatchObject([{ location_id: "A" }])
    expect((await refusalOf(order("o2", 2))).details.shortages).toMatchObject([
      { available: 1 },
    ])
    await order("o2", 1)
    await order("o3", 1)
    expect(await free()).toEqual({ item: 0 })
  })

  scenario("Loxya, Apex: a shortage is what is missing, and none is none", async () => {
    await own(2)
    await order("o1", 2)
    expect((await refusalOf(order("o2", 1))).details.shortages).toMatchObject([
      { requested: 1, available: 0 },
    ])
    await service.cancelOrderBookings("o1")
    expect((await refusalOf(order("o3", 3))).details.shortages).toMatchObject([
      { requested: 3, available: 2 },
    ])
    await order("o4", 2)

    await own(10, "apex")
    await order("first", 6, "apex")
    const [shortage] = (await refusalOf(order("second", 6, "apex"))).details
      .shortages as { requested: number; available: number }[]
    expect(shortage!.requested - shortage!.available).toBe(2)
  })

  scenario("Signals: own demand never makes an order short of itself", async () => {
    await own(5)
    await order("elsewhere", 4)
    const lines = [{ line_item_id: "l", variant_id: "item", quantity: 3 }]
    const report = () => service.findShortages(lines, DAYS)
    expect(await report()).toMatchObject([{ requested: 3, available: 1 }])
    await order("mine", 1)
    expect(
      await service.findOrderShortages({ order_id: "mine", period: DAYS, lines })
    ).toMatchObject([{ requested: 3, available: 1 }])
  })

  scenario("Sharetribe: a day touched by several exceptions has the least", async () => {
    await service.upsertItems([
      {
        variant_id: "item",
        product_id: "p",
        fleet: [
          { location_id: "here", quantity: 5 },
          { location_id: "here", quantity: 3, effective_from: "2030-05-11" },
          { location_id: "here", quantity: 4, effective_from: "2030-05-12" },
        ],
      },
    ])
    await order("o1", 1)
    expect(await free()).toEqual({ item: 2 })
  })

  scenario("CommonsBooking: bad ranges and unknown items are refused", async () => {
    await own(1)
    await order("o1", 1)
    expect((await refusalOf(order("o2", 1))).code).toBe("rental_shortage")
    await expect(
      sql().query(
        `INSERT INTO rental_booking (id, item_id, location_id, quantity, start_date, end_date,
                                     occupied_from, occupied_to, state)
         SELECT 'x', id, 'here', 1, '2030-06-02', '2030-06-01', 5, 4, 'reserved'
           FROM rental_item`
      )
    ).rejects.toMatchObject({ code: "23514" })
    await expect(
      service.getCalendar({ variant_id: "item", from: "2030-06-02", to: "2030-06-01" })
    ).rejects.toMatchObject({ code: "rental_request_invalid", details: { field: "to" } })
    await expect(
      service.getCalendar({ variant_id: "none", from: "2030-06-01", to: "2030-06-02" })
    ).rejects.toMatchObject({ code: "rental_not_found" })
    await expect(
      service.addDowntime({
        variant_id: "item",
        location_id: "nowhere",
        quantity: 1,
        reason: "other",
        start_date: "2030-06-01" as LocalDate,
      })
    ).rejects.toMatchObject({
      code: "rental_not_found",
      details: { field: "location_id" },
    })
  })

  scenario(
    "Shelf: stock can go down to the peak of what is booked, not below",
    async () => {
      await own(10)
      const at = (order_id: string, quantity: number, from: string, to: string) =>
        service.writeOrder({
          order_id,
          period: periodOf(from, to),
          state: "reserved",
          lines: [{ line_item_id: order_id, variant_id: "item", quantity }],
        })
      await at("o1", 4, "2030-07-01", "2030-07-05")
      await at("o2", 3, "2030-07-04", "2030-07-08")
      await at("o3", 6, "2030-08-01", "2030-08-03")
      expect((await refusalOf(own(6))).code).toBe("rental_fleet_in_use")
      await own(7)
    }
  )

  scenario("Shelf: a unit that a package takes is counted once", async () => {
    await own(10)
    await service.upsertItems([
      {
        variant_id: "kit",
        product_id: "p-kit",
        components: [{ variant_id: "item", quantity: 2 }],
      },
    ])
    await hold("c1", [
      ["a", "kit", 3],
      ["b", "item", 1],
    ])
    expect(await free()).toEqual({ item: 3, kit: 1 })
  })
})
