import {
  compareMoney,
  compareOrder,
  compareReports,
  type MoneyView,
  type OrderView,
  type Reports,
} from "./checks"
import { countEvents, type Count, type SeasonEvent } from "./count-events"

const CHAIR = {
  id: "item_chair",
  sku: "CHAIR",
  fleet: 10,
  turnaround: 1,
  replacementValue: 50,
}
const RANGE = { from: "2027-03-01", to: "2027-03-20" }
const DAYS = 20

/** Six chairs from the 5th to the 7th: two stay away, four go, one is lost, one torn. */
const EVENTS: SeasonEvent[] = [
  event("rental.held", "01", { order_id: null, quantity: 6 }),
  event("rental.reserved", "02", { quantity: 8 }),
  event("rental.rescheduled", "03", { quantity: 6, end_date: "2027-03-07" }),
  event("rental.out", "05", { quantity: 4, state: "out" }),
  event("rental.cancelled", "06", { id: "rest", quantity: 2, state: "no_show" }),
  event("rental.overdue", "08", { quantity: 4, state: "out" }),
  event("rental.returned", "09", { quantity: 3, state: "returned" }),
  event(
    "rental.damaged",
    "09",
    { id: "torn", quantity: 1, state: "returned" },
    {
      day: "2027-03-10",
      noticed: "returned",
      out_of_service: true,
      repair_until: "2027-03-12",
      amount: 12.5,
    }
  ),
  event(
    "rental.lost",
    "09",
    { id: "gone", quantity: 1, state: "returned" },
    { day: "2027-03-10", noticed: "returned", amount: 50 }
  ),
  event("rental.found", "12", { id: "gone" }, { day: "2027-03-12", quantity: 1 }),
]

describe("a count from events", () => {
  it("knows where every unit was, and for how long", () => {
    const { items, orders, ...rest } = count()
    expect(items.CHAIR).toEqual({
      owned: 10 * DAYS - 2,
      downtime: 3,
      // Four chairs from the 5th to the 9th, two days late; nobody cleans the torn, the lost.
      out: 20,
      turnaround: 2,
      rented: 6,
      repair: { cases: 1, units: 1, days: 3, open: 0 },
      lost: { cases: 1, units: 1, open: 0, value: 0 },
      fleet: 10,
    })
    expect(orders).toEqual({
      order_1: {
        start: "2027-03-05",
        end: "2027-03-07",
        units: { CHAIR: { reserved: 0, out: 0, back: 3, lost: 1, noShow: 2 } },
      },
    })
    expect(rest).toEqual({
      due: 4,
      returnedLate: 4,
      leadTimes: [3],
      lengths: [3],
      charged: { damage: 12.5, loss: 50 },
    })
  })

  it("refuses a story in which more comes back than left", () => {
    const again = EVENTS.find(({ name }) => name === "rental.returned")!
    expect(() => count([...EVENTS, again])).toThrow("3 units more than there were")
  })

  it("leaves out what was given up altogether", () => {
    const cancelled = event("rental.cancelled", "03", { quantity: 8, state: "cancelled" })
    expect(count([EVENTS[1]!, cancelled])).toMatchObject({ orders: {}, lengths: [] })
  })
})

describe("the comparison of reports with a count", () => {
  it("finds nothing when they agree", () => {
    expect(compareReports(count(), reportsOf(count()))).toEqual([])
  })

  it.each<[string, (reports: Reports) => void]>([
    ["out", ({ utilisation }) => raise(utilisation.items[0]!, "out")],
    ["owned", ({ utilisation }) => raise(utilisation.items[0]!, "owned")],
    ["turnaround", ({ utilisation }) => raise(utilisation.items[0]!, "turnaround")],
    ["downtime", ({ utilisation }) => raise(utilisation.items[0]!, "downtime")],
    ["out in all", ({ utilisation }) => raise(utilisation.total[0]!, "out")],
    ["units rented", ({ revenue }) => raise(revenue.items[0]!, "units_rented")],
    ["units lost", ({ losses }) => raise(losses.items[1]!, "units")],
    ["days in repair", ({ losses }) => raise(losses.items[0]!, "out_of_service")],
    ["units due", (reports) => (reports["late-returns"].due.units += 1)],
    ["units late", (reports) => (reports["late-returns"].returned_late.units += 1)],
    ["lead times, median", (reports) => (reports["lead-times"].median! += 1)],
    ["lead times, 2 to 3", (reports) => (reports["lead-times"].histogram[0]!.orders = 0)],
    ["lengths, orders", (reports) => (reports["rental-lengths"].orders += 1)],
    ["idle items", (reports) => reports["idle-stock"].items.push({ sku: "CHAIR" })],
  ])("finds one that is wrong: %s", (what, spoil) => {
    const reports = reportsOf(count())
    spoil(reports)
    expect(compareReports(count(), reports)).toEqual([expect.stringContaining(what)])
  })

  it("finds an event that was never sent", () => {
    const without = EVENTS.filter(({ name }) => name !== "rental.overdue")
    const findings = compareReports(count(without), reportsOf(count()))
    expect(findings).toContainEqual(expect.stringMatching(/CHAIR, out: 20, .* be 12/))
  })
})

describe("the comparison of an order", () => {
  const view = (): OrderView => ({
    phase: "checked",
    lines: { CHAIR: 4, CANDLES: 2 },
    toldLines: { CANDLES: 2, CHAIR: 4 },
    toldUnits: { CHAIR: 4 },
    toldLost: { CHAIR: 1 },
    toldFound: {},
    toldDates: { start: "2027-03-05", end: "2027-03-07" },
    counted: {
      start: "2027-03-05",
      end: "2027-03-07",
      units: { CHAIR: { reserved: 0, out: 0, back: 3, lost: 1, noShow: 0 } },
    },
    goods: [
      { sku: "CHAIR", state: "checked", quantity: 3 },
      { sku: "CHAIR", state: "lost", quantity: 1 },
    ],
  })

  it("finds nothing when lines, events and ledger agree", () => {
    expect(compareOrder(view())).toEqual([])
    expect(compareOrder({ ...view(), phase: "cancelled", counted: undefined })).toEqual(
      []
    )
    const goods = [{ sku: "CHAIR", state: "returned", quantity: 4 }]
    expect(compareOrder({ ...view(), toldFound: { CHAIR: 1 }, goods })).toEqual([])
  })

  it.each<[string, Partial<OrderView>]>([
    ["lines", { lines: { CHAIR: 4 } }],
    ["dates", { toldDates: { start: "2027-03-05", end: "2027-03-08" } }],
    ["back or lost", { toldUnits: { CHAIR: 5 } }],
    ["units back", { goods: [{ sku: "CHAIR", state: "lost", quantity: 1 }] }],
    ["units lost", { goods: view().goods.slice(0, 1) }],
    ["cancelled", { phase: "cancelled" }],
  ])("finds what is wrong: %s", (what, wrong) => {
    expect(compareOrder({ ...view(), ...wrong })).toEqual([expect.stringContaining(what)])
  })
})

describe("the comparison of money", () => {
  const money: MoneyView = {
    isCancelled: false,
    total: 130,
    lines: 130,
    captured: 120,
    refunded: 10,
    pending: 20,
    toldPaid: 120,
    toldRefunded: 10,
    deposit: { held: 40, kept: 15, returned: 25, open: 0 },
  }

  it("finds nothing when what was paid, given back and is owed is the order", () => {
    expect(compareMoney(money)).toEqual([])
    const off = { ...money, isCancelled: true, refunded: 120, toldRefunded: 120 }
    expect(compareMoney(off)).toEqual([])
  })

  it.each<[string, Partial<MoneyView>]>([
    ["owed", { pending: 19.99 }],
    ["by its lines", { lines: 131 }],
    ["given back", { toldRefunded: 0 }],
    ["cancelled", { isCancelled: true }],
    ["deposit held", { deposit: { ...money.deposit!, returned: 24 } }],
    ["still held", { deposit: { ...money.deposit!, open: 5 } }],
  ])("finds what is wrong: %s", (what, wrong) => {
    expect(compareMoney({ ...money, ...wrong })).toEqual([expect.stringContaining(what)])
  })
})

function event(
  name: string,
  day: string,
  booking: Partial<NonNullable<SeasonEvent["data"]["bookings"]>[number]> & {
    order_id?: null
  },
  more: Partial<SeasonEvent["data"]> = {}
): SeasonEvent {
  const { order_id = "order_1", ...own } = booking
  return {
    name,
    data: {
      occurred_at: `2027-03-${day}T15:00:00Z`,
      order_id,
      bookings: [
        {
          id: "booking_1",
          item_id: CHAIR.id,
          quantity: 1,
          line_item_id: "line_1",
          state: "reserved",
          start_date: "2027-03-05",
          end_date: "2027-03-07",
          ...own,
        },
      ],
      ...more,
    },
  }
}

function count(events: SeasonEvent[] = EVENTS): Count {
  return countEvents(structuredClone(events), [CHAIR], RANGE, (instant) =>
    instant.slice(0, 10)
  )
}

/** Reports that say what was counted. */
function reportsOf({ items, due, returnedLate, leadTimes, lengths }: Count): Reports {
  const { owned, downtime, out, turnaround, rented, repair, lost } = items.CHAIR!
  const days = ([only]: readonly number[]) => ({
    orders: 1,
    least: only!,
    median: only!,
    percentile_90: only!,
    most: only!,
    histogram: [{ from_days: 2, to_days: 3, orders: 1 }],
  })
  return {
    utilisation: {
      items: [{ sku: "CHAIR", owned, downtime, out, turnaround }],
      total: [{ unit: "day", out }],
    },
    revenue: { items: [{ sku: "CHAIR", units_rented: rented }] },
    losses: {
      items: [
        {
          sku: "CHAIR",
          reason: "repair",
          cases: repair.cases,
          units: repair.units,
          out_of_service: repair.days,
          open_units: repair.open,
        },
        {
          sku: "CHAIR",
          reason: "lost",
          cases: lost.cases,
          units: lost.units,
          open_units: lost.open,
          replacement_value: lost.value,
        },
      ],
    },
    "idle-stock": { items: [] },
    "late-returns": {
      due: { bookings: 1, units: due },
      returned_late: { bookings: 1, units: returnedLate },
      still_out_late: { bookings: 0, units: 0 },
    },
    "lead-times": days(leadTimes),
    "rental-lengths": days(lengths),
  }
}

function raise(row: Record<string, string | number | null>, field: string): void {
  row[field] = Number(row[field]) + 1
}
