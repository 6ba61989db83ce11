import { checkIn } from "../src/modules/rental/ledger/check-in"
import { checkOut } from "../src/modules/rental/ledger/check-out"
import { addDays, todayIn } from "../src/modules/rental/periods/local-date"
import { periodOf } from "../src/modules/rental/periods/rental-period"
import { ledgerSuite, refusalOf } from "./ledger-suite"

jest.setTimeout(60_000)

const chair = {
  variant_id: "chair",
  product_id: "p-chair",
  fleet: [
    { location_id: "here", quantity: 10 },
    { location_id: "here", quantity: 15, effective_from: "2027-07-01" },
    { location_id: "here", quantity: 4, effective_from: "2027-08-01" },
  ],
}

ledgerSuite("rental_items_test", {}, ({ service, scenario }) => {
  const book = (order_id: string, quantity: number, start: string, end = start) =>
    service.writeOrder({
      order_id,
      period: periodOf(start, end),
      lines: [{ line_item_id: `${order_id}-line`, variant_id: "chair", quantity }],
      state: "reserved",
    })
  const free = async (start: string) =>
    (await service.listAvailability({ start_date: start, end_date: start }))[0]?.available

  describe("a fleet with dates", () => {
    scenario("is put back with its dates from a snapshot", async () => {
      await service.upsertItems([chair])
      const before = await service.snapshotItems(["chair"])
      await service.upsertItems([
        { ...chair, slot_minutes: 60, fleet: [{ location_id: "there", quantity: 2 }] },
      ])
      await service.upsertItems([
        {
          ...chair,
          fleet: [{ location_id: "there", quantity: 3, effective_from: "2027-09-01" }],
        },
      ])
      await service.upsertItems(before)
      expect(await service.snapshotItems(["chair"])).toEqual(before)
      expect(await free("2027-06-30")).toBe(10)
      expect(await free("2027-07-31")).toBe(15)
      expect(await free("2027-08-01")).toBe(4)
    })

    scenario("names the bookings that its own step is too small for", async () => {
      await service.upsertItems([{ ...chair, fleet: chair.fleet.slice(0, 1) }])
      await book("june", 8, "2027-06-10")
      await book("august", 6, "2027-08-10")
      const refusal = await refusalOf(service.upsertItems([chair]))
      expect(refusal.code).toBe("rental_fleet_in_use")
      expect(refusal.details.bookings).toMatchObject([{ order_id: "august" }])
    })

    scenario("names what a place that is left out has booked", async () => {
      await service.upsertItems([chair])
      await book("june", 8, "2027-06-10")
      const fleet = [{ location_id: "there", quantity: 20 }]
      const refusal = await refusalOf(service.upsertItems([{ ...chair, fleet }]))
      expect(refusal.details.bookings).toMatchObject([{ order_id: "june" }])
    })
  })

  describe("by the day or by the hour", () => {
    scenario("can change while nothing is booked, the dates with it", async () => {
      await service.upsertItems([chair])
      await service.upsertItems([{ ...chair, slot_minutes: 60 }])
      expect(await free("2027-06-30")).toBe(10)
      expect(await free("2027-07-01")).toBe(15)
      await service.upsertItems([{ ...chair, slot_minutes: 1440 }])
      expect(await free("2027-07-31")).toBe(15)
      expect(await free("2027-08-01")).toBe(4)
    })

    scenario("cannot change while units are booked or out of service", async () => {
      const fixed = {
        code: "rental_request_invalid",
        details: { field: "slot_minutes" },
      }
      const hourly = { ...chair, slot_minutes: 60 }
      await service.upsertItems([chair])
      await book("june", 8, "2027-06-10")
      expect(await refusalOf(service.upsertItems([hourly]))).toMatchObject(fixed)
      expect(await free("2027-07-01")).toBe(15)
      await service.cancelOrderBookings("june")
      const { id } = await service.addDowntime({
        variant_id: "chair",
        quantity: 1,
        reason: "repair",
        start_date: periodOf("2027-07-01", "2027-07-01").start_date,
      })
      expect(await refusalOf(service.upsertItems([hourly]))).toMatchObject(fixed)
      await service.endDowntime(id, periodOf("2027-06-01", "2027-06-01").start_date)
      await service.upsertItems([hourly])
      expect(await free("2027-07-01")).toBe(15)
    })

    scenario("cannot change while goods that are back are cleaned", async () => {
      await service.upsertItems([{ ...chair, turnaround_after: 2 }])
      const today = todayIn("UTC")
      await book("back", 3, today, addDays(today, 3))
      await checkOut(service.ledger, "back")
      await checkIn(service.ledger, "back")
      const hourly = service.upsertItems([{ ...chair, slot_minutes: 60 }])
      expect(await refusalOf(hourly)).toMatchObject({
        code: "rental_request_invalid",
        details: { field: "slot_minutes" },
      })
      expect((await service.reconcileLedger("everything")).findings).toEqual([])
    })

    scenario("cannot change without the fleet where that has dates", async () => {
      await service.upsertItems([chair])
      const { fleet: _, ...rest } = chair
      expect(
        await refusalOf(service.upsertItems([{ ...rest, slot_minutes: 60 }]))
      ).toMatchObject({ details: { field: "slot_minutes" } })
    })
  })
})
