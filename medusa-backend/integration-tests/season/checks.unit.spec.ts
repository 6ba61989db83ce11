import {
  compareCharges,
  compareMoney,
  compareOrder,
  comparePaymentEvents,
  compareReports,
  compareRevenue,
  type ChargesView,
  type MoneyView,
  type OrderView,
  type Reports,
} from "./checks"
import { countEvents, type Count, type SeasonEvent } from "./count-events"
import { countRevenue, type RentedLine } from "./count-revenue"

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

  it("does not take what left after its last day for late before it is noticed", () => {
    const end = { end_date: "2027-03-05" }
    const events = [
      event("rental.reserved", "02", { quantity: 3, ...end }),
      event("rental.out", "05", { id: "first", quantity: 2, ...end }),
      event("rental.overdue", "06", { id: "first", quantity: 2, ...end }),
      event("rental.out", "06", { id: "second", quantity: 1, ...end }),
      event("rental.returned", "06", { id: "second", quantity: 1, ...end }),
      event("rental.returned", "06", { id: "first", quantity: 2, ...end }),
    ]
    expect(count(events)).toMatchObject({ due: 3, returnedLate: 2 })
  })

  it("knows when a quote was accepted by being told", () => {
    const { leadTimes } = countEvents(
      structuredClone(EVENTS),
      [CHAIR],
      RANGE,
      (instant) => instant.slice(0, 10),
      { order_1: "2027-03-04" }
    )
    expect(leadTimes).toEqual([1])
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
    credited: 0,
    deposit: { held: 40, kept: 15, returned: 25, open: 0 },
    toldDeposit: { held: 40, kept: 15, returned: 25 },
    depositTaken: 15,
  }

  it("finds nothing when what was paid, given back and is owed is the order", () => {
    expect(compareMoney(money)).toEqual([])
    const off = { ...money, isCancelled: true, total: 110, pending: 0 }
    expect(compareMoney(off)).toEqual([])
    expect(compareMoney({ ...money, lines: 150, credited: 20 })).toEqual([])
  })

  it.each<[string, Partial<MoneyView>]>([
    ["owed", { pending: 19.99 }],
    ["by its lines", { lines: 131 }],
    ["given back", { toldRefunded: 0 }],
    ["cancelled", { isCancelled: true }],
    ["deposit", { toldDeposit: { ...money.toldDeposit, kept: 14 } }],
    ["still held", { deposit: { ...money.deposit, open: 5 } }],
    ["the provider has", { depositTaken: 40 }],
  ])("finds what is wrong: %s", (what, wrong) => {
    expect(compareMoney({ ...money, ...wrong })).toEqual([expect.stringContaining(what)])
  })
})

describe("the comparison of charges", () => {
  const charges = [
    { id: "torn", kind: "damage", state: "settled", amount: 12.5 },
    { id: "gone", kind: "loss", state: "open", amount: 50 },
    { id: "late", kind: "late", state: "waived", amount: 30 },
  ]
  const view: ChargesView = {
    charges,
    toldStates: new Map([
      ["torn", "settled"],
      ["late", "waived"],
    ]),
    told: 62.5,
    late: 30,
  }

  it("finds nothing when each is what was said of it", () => {
    expect(compareCharges(view)).toEqual([])
    expect(compareCharges({ ...view, late: null })).toEqual([])
  })

  it.each<[string, Partial<ChargesView>]>([
    ["torn", { toldStates: new Map([["late", "waived"]]) }],
    ["damage and loss", { told: 50 }],
    ["being late", { late: 15 }],
  ])("finds what is wrong: %s", (what, wrong) => {
    expect(compareCharges({ ...view, ...wrong })).toEqual([expect.stringContaining(what)])
  })
})

describe("the comparison of what was said of payments", () => {
  const due = event(
    "rental.payment_due",
    "05",
    {},
    { instalment: "balance", due_on: "2027-03-05", days: 0 }
  )
  const orders = [{ orderId: "order_1", toldDue: ["2027-03-05"] }]

  it("finds nothing when each was said once", () => {
    expect(comparePaymentEvents([due, ...EVENTS], orders)).toEqual([])
  })

  it("finds what was said twice, and what never was", () => {
    expect(comparePaymentEvents([due, due], orders)).toEqual([
      expect.stringContaining("said twice"),
    ])
    expect(comparePaymentEvents(EVENTS, orders)).toEqual([
      expect.stringContaining("never said"),
    ])
  })
})

describe("the count of revenue", () => {
  const lines: RentedLine[] = [
    { orderId: "one", amount: 90, parts: [["CHAIR", 6]] },
    {
      orderId: "one",
      amount: 100,
      parts: [
        ["CHAIR", 2],
        ["TABLE", 1],
      ],
    },
    { orderId: "two", amount: 15, parts: [["CHAIR", 1]] },
  ]
  const counted = countRevenue(lines, { CHAIR: 10, TABLE: 40 })
  const report = () => ({
    items: [
      { sku: "TABLE", orders: 1, revenue: 66.67 },
      { sku: "CHAIR", orders: 2, revenue: 138.33 },
    ] as Reports["revenue"]["items"],
    total: [{ orders: 2, revenue: 205 }] as Reports["revenue"]["total"],
  })

  it("shares a package out over its parts, to the cent", () => {
    expect(compareRevenue(report(), counted)).toEqual([])
  })

  it("gives a cent between parts that lost the same to either", () => {
    const dinner: RentedLine = { ...lines[1]!, amount: 0.03 }
    const both = countRevenue([dinner], { CHAIR: 10, TABLE: 20 })
    const found = (chair: number, table: number) => ({
      items: [
        { sku: "CHAIR", orders: 1, revenue: chair },
        { sku: "TABLE", orders: 1, revenue: table },
      ],
      total: [{ orders: 1, revenue: 0.03 }],
    })
    expect(compareRevenue(found(0.02, 0.01), both)).toEqual([])
    expect(compareRevenue(found(0.01, 0.02), both)).toEqual([])
    expect(compareRevenue(found(0.03, 0), both)).toHaveLength(2)
  })

  it.each<[string, (found: ReturnType<typeof report>) => void]>([
    ["revenue", ({ total }) => raise(total[0]!, "revenue")],
    ["TABLE, revenue", ({ items }) => raise(items[0]!, "revenue")],
    ["CHAIR, revenue", ({ items }) => raise(items[1]!, "orders")],
  ])("finds a report that is wrong: %s", (what, spoil) => {
    const found = report()
    spoil(found)
    expect(compareRevenue(found, counted)).toEqual([expect.stringContaining(what)])
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
    revenue: { items: [{ sku: "CHAIR", units_rented: rented }], total: [] },
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
