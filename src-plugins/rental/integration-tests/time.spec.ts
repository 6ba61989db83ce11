import { knex } from "@medusajs/framework/mikro-orm/knex"
import { type Ledger } from "../src/modules/rental/ledger/ledger"
import { keepOverdue } from "../src/modules/rental/ledger/overdue"
import { type Finding } from "../src/modules/rental/ledger/reconcile"
import { restoreOrder, writeOrder } from "../src/modules/rental/ledger/write-order"
import { periodOf } from "../src/modules/rental/periods/rental-period"
import { day, ledgerSuite, refusalOf } from "./ledger-suite"

jest.setTimeout(60_000)

const OPTIONS = { timezone: "America/New_York", overdueDays: 3 }

ledgerSuite("rental_time_test", OPTIONS, ({ service, sql, url, scenario }) => {
  const heater = {
    variant_id: "heater",
    product_id: "p-heater",
    slot_minutes: 60,
    turnaround_after: 1,
    fleet: [{ location_id: "here", quantity: 2 }],
  }
  const chair = {
    variant_id: "chair",
    product_id: "p-chair",
    turnaround_after: 1,
    fleet: [{ location_id: "here", quantity: 10 }],
  }
  const free = async (period: ReturnType<typeof periodOf>) =>
    Object.fromEntries(
      (await service.listAvailability(period)).map((r) => [r.variant_id, r.available])
    )
  const book = (
    order_id: string,
    variant_id: string,
    quantity: number,
    period: ReturnType<typeof periodOf>
  ) =>
    service.writeOrder({
      order_id,
      period,
      state: "reserved",
      lines: [{ line_item_id: `${order_id}-line`, variant_id, quantity }],
    })

  describe("items rented by the hour", () => {
    scenario("are free again after their hours and turnaround", async () => {
      await service.upsertItems([heater])
      await book(
        "o1",
        "heater",
        2,
        periodOf("2027-06-12", "2027-06-12", "14:00", "18:00")
      )
      const at = async (from: string, to: string) =>
        (await free(periodOf("2027-06-12", "2027-06-12", from, to))).heater
      expect(await at("10:00", "13:00")).toBe(2)
      expect(await at("12:00", "14:00")).toBe(0) // its own turnaround runs into 14:00
      expect(await at("17:00", "19:00")).toBe(0)
      expect(await at("18:00", "19:00")).toBe(0) // the turnaround of the first
      expect(await at("19:00", "21:00")).toBe(2)
    })

    scenario("take whole days without times, 25 hours when clocks go back", async () => {
      await service.upsertItems([heater, chair])
      await book("o1", "heater", 1, periodOf("2027-11-07", "2027-11-07"))
      const { rows } = await sql().query(
        "SELECT count(*)::integer AS n FROM rental_slot WHERE booked = 1"
      )
      expect(rows).toEqual([{ n: 26 }])
      expect(await free(periodOf("2027-11-07", "2027-11-07"))).toEqual({
        heater: 1,
        chair: 10,
      })
    })

    scenario("share a cart with items rented by the day", async () => {
      await service.upsertItems([heater, chair])
      const period = periodOf("2027-06-12", "2027-06-13", "18:00", "02:00")
      await service.holdCart({
        cart_id: "c1",
        period,
        lines: [
          { line_item_id: "a", variant_id: "heater", quantity: 2 },
          { line_item_id: "b", variant_id: "chair", quantity: 4 },
        ],
      })
      expect((await service.readCart("c1"))?.period).toEqual(period)
      expect(await free(periodOf("2027-06-13", "2027-06-13", "04:00", "06:00"))).toEqual({
        heater: 2,
        chair: 6,
      })
    })

    scenario("name the hours that are missing", async () => {
      await service.upsertItems([heater])
      await book(
        "o1",
        "heater",
        2,
        periodOf("2027-06-12", "2027-06-12", "14:00", "15:00")
      )
      const refusal = await refusalOf(
        book("o2", "heater", 1, periodOf("2027-06-12", "2027-06-12", "15:00", "17:00"))
      )
      expect(refusal.details.shortages).toMatchObject([
        { requested: 1, available: 0, slots: ["2027-06-12T15:00-04:00"] },
      ])
    })

    scenario("keep their width while they are booked", async () => {
      await service.upsertItems([heater])
      await book(
        "o1",
        "heater",
        1,
        periodOf("2027-06-12", "2027-06-12", "14:00", "15:00")
      )
      const wider = service.upsertItems([{ ...heater, slot_minutes: 30 }])
      expect(await refusalOf(wider)).toMatchObject({
        code: "rental_request_invalid",
        details: { field: "slot_minutes" },
      })
      await service.cancelOrderBookings("o1")
      await service.upsertItems([{ ...heater, slot_minutes: 30 }])
      await book(
        "o2",
        "heater",
        2,
        periodOf("2027-06-12", "2027-06-12", "14:00", "14:30")
      )
    })

    scenario("show their hours in the calendar", async () => {
      await service.upsertItems([heater])
      await book(
        "o1",
        "heater",
        2,
        periodOf("2027-06-12", "2027-06-12", "14:00", "15:00")
      )
      const [first] = await service.getCalendar({
        variant_id: "heater",
        from: "2027-06-12",
        to: "2027-06-12",
      })
      expect(first).toMatchObject({ available: 0, capacity: 2 })
      expect(first?.hours).toHaveLength(24)
      expect(first?.hours?.slice(13, 17)).toEqual([
        { start: "2027-06-12T13:00-04:00", available: 2 },
        { start: "2027-06-12T14:00-04:00", available: 0 },
        { start: "2027-06-12T15:00-04:00", available: 0 },
        { start: "2027-06-12T16:00-04:00", available: 2 },
      ])
    })
  })

  describe("goods that are late", () => {
    /** An order that left in the past and is still out. */
    async function leave(order_id: string, quantity: number, end: string): Promise<void> {
      await book(order_id, "chair", quantity, periodOf("2027-06-01", end))
      await sql().query("UPDATE rental_booking SET state = 'out' WHERE order_id = $1", [
        order_id,
      ])
    }
    /** A pass over late goods as it would be at noon of a day. */
    async function keepOverdueOn(date: string): Promise<Finding[]> {
      return await on(date, (ledger) => keepOverdue(ledger, OPTIONS.overdueDays))
    }
    /** What the ledger does at noon of a day. */
    async function on<T>(date: string, does: (ledger: Ledger) => Promise<T>): Promise<T> {
      const connection = new URL(url())
      connection.searchParams.set("options", `-c rental.now=${date}T16:00:00Z`)
      const then = knex({ client: "pg", connection: connection.toString() })
      try {
        return await does({ ...service.ledger, knex: then })
      } finally {
        await then.destroy()
      }
    }
    /** Order o1, four chairs, ending on a day, and with so many tables. */
    const change = (end: string, tables: number) => ({
      order_id: "o1",
      period: periodOf("2027-06-01", end),
      state: "reserved" as const,
      lines: [
        { line_item_id: "o1-line", variant_id: "chair", quantity: 4 },
        ...(tables
          ? [{ line_item_id: "o1-tables", variant_id: "table", quantity: tables }]
          : []),
      ],
    })
    /** The last slot, as a day, that the chairs of o1 take. */
    async function chairsAwayUntil(): Promise<number> {
      const { rows } = await sql().query<{ occupied_to: number }>(
        "SELECT occupied_to FROM rental_booking WHERE order_id = 'o1' AND state = 'out'"
      )
      return rows[0]!.occupied_to
    }

    scenario("keep their slots for the coming days, day by day", async () => {
      await service.upsertItems([chair])
      await leave("o1", 4, "2027-06-05")
      expect(await keepOverdueOn("2027-06-05")).toEqual([])
      expect(await keepOverdueOn("2027-06-08")).toMatchObject([
        { kind: "booking_overdue", why: expect.stringContaining("2027-06-05") },
      ])
      expect(await keepOverdueOn("2027-06-08")).toEqual([])
      // Today, three days more, and the day of turnaround.
      expect((await free(periodOf("2027-06-12", "2027-06-12"))).chair).toBe(6)
      expect((await free(periodOf("2027-06-13", "2027-06-13"))).chair).toBe(10)
      expect(await keepOverdueOn("2027-06-09")).toHaveLength(1)
      expect((await free(periodOf("2027-06-13", "2027-06-13"))).chair).toBe(6)
      const { rows } = await sql().query(
        "SELECT count(*)::integer AS n FROM rental_outbox WHERE name = 'rental.overdue'"
      )
      expect(rows).toEqual([{ n: 1 }])
    })

    scenario("keep their slots through every change that leaves them late", async () => {
      await service.upsertItems([chair, { ...chair, variant_id: "table" }])
      await leave("o1", 4, "2027-06-05")
      await keepOverdueOn("2027-06-08")
      const kept = day("2027-06-12")
      for (const [end, tables] of [
        ["2027-06-05", 1],
        ["2027-06-05", 0],
        ["2027-06-06", 0],
        ["2027-06-03", 0],
      ] as const) {
        await on("2027-06-08", (ledger) => writeOrder(ledger, change(end, tables)))
        expect(await chairsAwayUntil()).toBe(kept)
      }
      await on("2027-06-08", (ledger) => writeOrder(ledger, change("2027-06-09", 0)))
      expect(await chairsAwayUntil()).toBe(day("2027-06-10"))
    })

    scenario("keep what they got since, when a change is taken back", async () => {
      await service.upsertItems([chair, { ...chair, variant_id: "table" }])
      await leave("o1", 4, "2027-06-05")
      const before = await on("2027-06-08", (ledger) =>
        writeOrder(ledger, change("2027-06-05", 1))
      )
      await keepOverdueOn("2027-06-08")
      await on("2027-06-08", (ledger) => restoreOrder(ledger, before))
      expect(await chairsAwayUntil()).toBe(day("2027-06-12"))
    })

    scenario("overbook on the record what others have booked meanwhile", async () => {
      await service.upsertItems([chair])
      await leave("o1", 4, "2027-06-05")
      await book("o2", "chair", 10, periodOf("2027-06-09", "2027-06-10"))
      await keepOverdueOn("2027-06-08")
      const { rows } = await sql().query(
        "SELECT from_slot, to_slot, quantity, author FROM rental_overbooking"
      )
      expect(rows).toEqual([
        {
          from_slot: day("2027-06-09"),
          to_slot: day("2027-06-11"),
          quantity: 4,
          author: "rental",
        },
      ])
    })
  })
})
