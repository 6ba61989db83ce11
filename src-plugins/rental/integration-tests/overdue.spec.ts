import { readAffected } from "../src/modules/rental/ledger/affected"
import { checkIn } from "../src/modules/rental/ledger/check-in"
import { checkOut } from "../src/modules/rental/ledger/check-out"
import { moveBooking } from "../src/modules/rental/ledger/move-booking"
import { prepareGoods } from "../src/modules/rental/ledger/prepare"
import { readOverdue } from "../src/modules/rental/ledger/read-overdue"
import { addDays, todayIn } from "../src/modules/rental/periods/local-date"
import { periodOf, type RentalPeriod } from "../src/modules/rental/periods/rental-period"
import { VirtualClock } from "../simulator/virtual-clock"
import { ledgerSuite, refusalOf } from "./ledger-suite"

jest.setTimeout(60_000)

const START = Date.parse("2027-06-01T10:00:00Z")
const FIRST = todayIn("UTC", new Date(START))
const day = (offset: number) => addDays(FIRST, offset)
const DAY_MS = 86_400_000

ledgerSuite("rental_overdue_test", { overdueDays: 2 }, ({ service, scenario }) => {
  const open = (places: Record<string, number>) =>
    service.upsertItems([
      {
        variant_id: "chair",
        product_id: "p-chair",
        turnaround_after: 1,
        fleet: Object.entries(places).map(([location_id, quantity]) => ({
          location_id,
          quantity,
        })),
      },
    ])
  const order = (order_id: string, quantity: number, period: RentalPeriod) =>
    service.writeOrder({
      order_id,
      period,
      state: "reserved",
      lines: [{ line_item_id: `${order_id}-l`, variant_id: "chair", quantity }],
    })
  const onlyBooking = async (id: string) =>
    (await service.readOrderBookings(id)).find(({ state }) => state === "reserved")!

  scenario("shelf: late goods are named, with who goes short by them", async () => {
    const clock = new VirtualClock(service.ledger.knex, START)
    await open({ here: 10 })
    await order("late", 6, periodOf(FIRST, day(1)))
    await checkOut(service.ledger, "late")
    await order("next", 4, periodOf(day(4), day(5)))
    await order("last", 5, periodOf(day(4), day(5)))
    expect(await readOverdue(service.ledger)).toEqual([])

    clock.instant = START + 3 * DAY_MS
    await service.keepOverdue()
    const [overdue, ...others] = await readOverdue(service.ledger)
    expect(others).toEqual([])
    // Today, two days more, and a day of turnaround.
    expect(overdue).toMatchObject({
      order_id: "late",
      quantity: 6,
      due_date: day(1),
      days_late: 2,
      kept_until: day(6),
      affected: [
        { order_id: "last", quantity: 5, short: 5, slots: [day(4), day(5), day(6)] },
      ],
    })

    await checkIn(service.ledger, "late")
    expect(await readOverdue(service.ledger)).toEqual([])
    // In turnaround until the fourth day, when the others want theirs.
    expect(await readAffected(service.ledger)).toMatchObject([
      { order_id: "last", short: 5, slots: [day(4)] },
    ])
  })

  scenario("its goods come from another place, all of them or none", async () => {
    await open({ here: 10, there: 4 })
    await order("o1", 3, periodOf(day(4), day(5)))
    await order("o2", 4, periodOf(day(4), day(5)))
    const booking = await onlyBooking("o1")
    const other = booking.location_id === "here" ? "there" : "here"
    await prepareGoods(service.ledger, "o1")
    expect(await moveBooking(service.ledger, booking.id, other)).toEqual({
      order_id: "o1",
      changed: true,
    })
    expect(await moveBooking(service.ledger, booking.id, other)).toMatchObject({
      changed: false,
    })
    expect(await onlyBooking("o1")).toMatchObject({ location_id: other, prepared: 0 })

    await moveBooking(service.ledger, booking.id, "there")
    const second = await onlyBooking("o2")
    await moveBooking(service.ledger, second.id, "here").catch(() => undefined)
    expect(
      await refusalOf(moveBooking(service.ledger, second.id, "there"))
    ).toMatchObject({ code: "rental_shortage" })
    expect(await onlyBooking("o2")).toMatchObject({ location_id: "here" })
    expect(await refusalOf(moveBooking(service.ledger, second.id, "mars"))).toMatchObject(
      {
        details: { field: "location_id" },
      }
    )
    expect(await refusalOf(moveBooking(service.ledger, "none", "here"))).toMatchObject({
      code: "rental_not_found",
    })
  })

  scenario(
    "signals: four of five are committed, so who wants three lacks two",
    async () => {
      await open({ here: 5 })
      const beyond = { author: "user_ada", reason: "Borrowed from a friend" }
      const period = periodOf(day(1), day(2))
      await order("o1", 4, period)
      await service.writeOrder({
        order_id: "o2",
        period,
        state: "reserved",
        overbook: beyond,
        lines: [{ line_item_id: "l", variant_id: "chair", quantity: 3 }],
      })
      expect(await readAffected(service.ledger)).toMatchObject([
        { order_id: "o2", quantity: 3, short: 2 },
      ])
      expect(await readAffected(service.ledger, { order_id: "o1" })).toEqual([])
      expect(await readAffected(service.ledger, { item_ids: ["other"] })).toEqual([])
    }
  )
})
