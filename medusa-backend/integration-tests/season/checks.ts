import type { Count, ItemCount, OrderCount, SeasonEvent } from "./count-events"
import type { Earned } from "./count-revenue"

/*
 * What does not agree, one line a finding; nothing when all is well. Nothing here asks the
 * shop: a wrong count can be put in by hand, and must be found.
 */

/** The reports of the shop over the whole season, as its calls answer them. */
export type Reports = {
  utilisation: { items: Row[]; total: Row[] }
  revenue: { items: Row[]; total: Row[] }
  losses: { items: Row[] }
  "idle-stock": { items: Row[] }
  "late-returns": { due: Units; returned_late: Units; still_out_late: Units }
  "lead-times": Distribution
  "rental-lengths": Distribution
}

export type Row = Record<string, string | number | null>
type Units = { bookings: number; units: number }
type Distribution = {
  orders: number
  least: number | null
  median: number | null
  percentile_90: number | null
  most: number | null
  histogram: { from_days: number | null; to_days: number | null; orders: number }[]
}

/** The reports and the count that was made from the events alone. */
export function compareReports(count: Count, reports: Reports): string[] {
  const skus = Object.entries(count.items)
  return [
    ...skus.flatMap(([sku, item]) => compareItem(sku, item, reports)),
    ...differ("out in all", dayRow(reports.utilisation.total).out, sumOf(skus, "out")),
    ...differ("units due", reports["late-returns"].due.units, count.due),
    ...differ(
      "units late",
      reports["late-returns"].returned_late.units,
      count.returnedLate
    ),
    ...differ("units out late", reports["late-returns"].still_out_late.units, 0),
    ...compareDays("lead times", reports["lead-times"], count.leadTimes),
    ...compareDays("lengths", reports["rental-lengths"], count.lengths),
    ...differ(
      "idle items",
      reports["idle-stock"].items.map(({ sku }) => sku).sort(),
      skus.flatMap(([sku, { out }]) => (out === 0 ? [sku] : [])).sort()
    ),
  ]
}

/** The report of revenue, and what the lines of the orders come to. */
export function compareRevenue(
  report: Reports["revenue"],
  counted: { items: Record<string, Earned>; total: Earned }
): string[] {
  const earned = (row: Row = {}, { least, most }: Earned) => {
    const revenue = Number(row.revenue ?? 0)
    const isRight = least - 0.001 < revenue && revenue < most + 0.001
    return { orders: row.orders ?? 0, ...(isRight ? { least, most } : { revenue }) }
  }
  const skus = report.items.map(({ sku }) => String(sku))
  return [
    ...differ("revenue", earned(report.total[0], counted.total), counted.total),
    ...differ("items that earned", skus.sort(), Object.keys(counted.items).sort()),
    ...Object.entries(counted.items).flatMap(([sku, expected]) =>
      differ(
        `${sku}, revenue`,
        earned(
          report.items.find((row) => row.sku === sku),
          expected
        ),
        expected
      )
    ),
  ]
}

/** What is due was said on its day, once; nothing was said twice. */
export function comparePaymentEvents(
  events: readonly SeasonEvent[],
  orders: readonly { orderId: string | null; toldDue: readonly string[] }[]
): string[] {
  const said = events
    .filter(({ name }) => name.startsWith("rental.payment_"))
    .map(({ name, data }) =>
      [name, data.order_id, data.instalment, data.due_on, data.days].join(" ")
    )
  const due = orders.flatMap(({ orderId, toldDue }) =>
    toldDue.map((day) => `rental.payment_due ${orderId} balance ${day} 0`)
  )
  return [
    ...said.flatMap((one, at) => (said.indexOf(one) < at ? [`said twice: ${one}`] : [])),
    ...due.flatMap((one) => (said.includes(one) ? [] : [`never said: ${one}`])),
  ]
}

/** The charges of one order. */
export type ChargesView = {
  charges: readonly { id: string; kind: string; state: string; amount: number }[]
  /** What was said of a charge; one of which nothing was said is open. */
  toldStates: ReadonlyMap<string, string>
  /** What was told to be charged for damage and loss. */
  told: number
  /** What came back late costs; null where a package came late with it. */
  late: number | null
}

export function compareCharges({ charges, ...told }: ChargesView): string[] {
  const sum = (...kinds: string[]) =>
    charges
      .filter(({ kind }) => kinds.includes(kind))
      .reduce((all, { amount }) => all + amount, 0)
  return [
    ...charges.flatMap(({ id, state }) =>
      differ(`charge ${id}`, state, told.toldStates.get(id) ?? "open")
    ),
    ...differ("charged for damage and loss", round(sum("damage", "loss")), told.told),
    ...(told.late === null
      ? []
      : differ("charged for being late", round(sum("late")), round(told.late))),
  ]
}

function compareItem(sku: string, item: ItemCount, reports: Reports): string[] {
  const used = reports.utilisation.items.find((row) => row.sku === sku) ?? {}
  const earned = reports.revenue.items.find((row) => row.sku === sku) ?? {}
  const loss = (reason: string) =>
    reports.losses.items.find((row) => row.sku === sku && row.reason === reason) ?? {}
  const fields: [string, unknown, unknown][] = [
    ...(["owned", "downtime", "out", "turnaround"] as const).map(
      (field): [string, unknown, unknown] => [field, used[field], item[field]]
    ),
    ["units rented", earned.units_rented ?? 0, item.rented],
    ["cases of repair", loss("repair").cases ?? 0, item.repair.cases],
    ["units in repair", loss("repair").units ?? 0, item.repair.units],
    ["days in repair", loss("repair").out_of_service ?? 0, item.repair.days],
    ["units still in repair", loss("repair").open_units ?? 0, item.repair.open],
    ["cases of loss", loss("lost").cases ?? 0, item.lost.cases],
    ["units lost", loss("lost").units ?? 0, item.lost.units],
    ["units never found", loss("lost").open_units ?? 0, item.lost.open],
    ["value lost", loss("lost").replacement_value ?? 0, item.lost.value],
  ]
  return fields.flatMap(([what, report, count]) =>
    differ(`${sku}, ${what}`, report, count)
  )
}

function compareDays(
  what: string,
  report: Distribution,
  values: readonly number[]
): string[] {
  const sorted = [...values].sort((a, b) => a - b)
  const rank = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? null
  const within = (from: number | null, to: number | null) =>
    sorted.filter((days) => days >= (from ?? -Infinity) && days <= (to ?? Infinity))
      .length
  return [
    ...differ(`${what}, orders`, report.orders, sorted.length),
    ...differ(`${what}, least`, report.least, sorted[0] ?? null),
    ...differ(`${what}, median`, report.median, rank(0.5)),
    ...differ(`${what}, 90th percentile`, report.percentile_90, rank(0.9)),
    ...differ(`${what}, most`, report.most, sorted.at(-1) ?? null),
    ...report.histogram.flatMap(({ from_days, to_days, orders }) =>
      differ(`${what}, ${from_days} to ${to_days}`, orders, within(from_days, to_days))
    ),
  ]
}

/** What an order was told to be, and what the shop has of it in the end. */
export type OrderView = {
  phase: string
  /** Units by SKU: of Medusa's lines, goods for sale among them. */
  lines: Record<string, number>
  toldLines: Record<string, number>
  /** Units by SKU of things that leave the shop: those that the lines mean. */
  toldUnits: Record<string, number>
  toldLost: Record<string, number>
  /** Of those lost, what has turned up: it counts as back, and can be looked over. */
  toldFound: Record<string, number>
  /** From the events; undefined for an order that kept nothing. */
  counted: OrderCount | undefined
  /** What the goods' own page of the order says: units by SKU and state. */
  goods: { sku: string; state: string; quantity: number }[]
  toldDates: { start: string; end: string }
}

/** The lines, the events and the ledger of one order. */
export function compareOrder(view: OrderView): string[] {
  if (view.phase === "cancelled") {
    return differ("units of a cancelled order", view.counted, undefined)
  }
  const units = view.counted?.units ?? {}
  const of = (field: (row: OrderCount["units"][string]) => number) =>
    nonZero(Object.entries(units).map(([sku, row]) => [sku, field(row)]))
  const isFetched = view.phase === "checked"
  const inState = (...states: string[]) =>
    nonZero(
      view.goods
        .filter(({ state }) => states.includes(state))
        .map(({ sku, quantity }) => [sku, quantity])
    )
  return [
    ...differ("lines", view.lines, view.toldLines),
    ...differ("dates by the events", datesOf(view.counted), view.toldDates),
    ...differ(
      isFetched ? "units that were back or lost" : "units nobody fetched",
      of((row) => (isFetched ? row.back + row.lost : row.noShow)),
      view.toldUnits
    ),
    ...differ(
      "units lost, by the events",
      of((row) => row.lost),
      view.toldLost
    ),
    ...differ(
      "units to leave or out, by the events",
      of((row) => row.reserved + row.out),
      {}
    ),
    ...differ(
      "units back",
      inState("checked", "returned"),
      nonZero([
        ...Object.entries(of((row) => row.back)),
        ...Object.entries(view.toldFound),
      ])
    ),
    ...differ(
      "units lost",
      inState("lost"),
      nonZero([
        ...Object.entries(view.toldLost),
        ...Object.entries(view.toldFound).map(([sku, units]) => [sku, -units] as const),
      ])
    ),
    ...differ(
      "units that are neither back nor lost",
      inState("reserved", "prepared", "out"),
      {}
    ),
  ]
}

function datesOf(counted: OrderCount | undefined): { start: string; end: string } | null {
  return counted ? { start: counted.start, end: counted.end } : null
}

/** The money of one order, as Medusa and the deposit's account have it. */
export type MoneyView = {
  isCancelled: boolean
  total: number
  lines: number
  /** What was taken off it afterwards, as it was given back. */
  credited: number
  /** Captured and given back by the payments themselves. */
  captured: number
  refunded: number
  /** What Medusa says is still to be paid; negative: too much was. */
  pending: number
  toldPaid: number
  toldRefunded: number
  deposit: Deposited & { open: number }
  toldDeposit: Deposited
  /** What of the deposit the payment provider has in the end; null when it was left in cash. */
  depositTaken: number | null
}

type Deposited = { held: number; kept: number; returned: number }

/** Paid, given back and owed are the order; its deposit is apart and over. */
export function compareMoney(money: MoneyView): string[] {
  const { captured, refunded, pending, total, deposit } = money
  const { held, kept, returned } = deposit
  return [
    ...differ("paid, by the payments", round(captured), round(money.toldPaid)),
    ...differ("given back, by the payments", round(refunded), round(money.toldRefunded)),
    ...(money.isCancelled
      ? differ("owed of a cancelled order", round(pending), 0)
      : [
          ...differ(
            "total, by its lines",
            round(total),
            round(money.lines - money.credited)
          ),
          ...differ(
            "total, by what was paid, given back and is owed",
            round(total),
            round(captured - refunded + pending)
          ),
        ]),
    ...differ("deposit still held", round(deposit.open), 0),
    ...differ("deposit", { held, kept, returned }, money.toldDeposit),
    ...differ("deposit held", round(held), round(kept + returned)),
    ...(money.depositTaken === null
      ? []
      : differ("deposit the provider has", round(money.depositTaken), round(kept))),
  ]
}

function dayRow(rows: readonly Row[]): Row {
  return rows.find((row) => row.unit === "day") ?? {}
}

function sumOf(skus: readonly (readonly [string, ItemCount])[], field: "out"): number {
  return skus.reduce((total, [, item]) => total + item[field], 0)
}

function nonZero(
  entries: readonly (readonly [string, number])[]
): Record<string, number> {
  const units: Record<string, number> = {}
  for (const [sku, quantity] of entries) {
    units[sku] = (units[sku] ?? 0) + quantity
  }
  return Object.fromEntries(Object.entries(units).filter(([, quantity]) => quantity))
}

/** Objects are compared by what is in them, whatever the order. */
function differ(what: string, found: unknown, expected: unknown): string[] {
  const [one, other] = [sortedJson(found), sortedJson(expected)]
  return one === other ? [] : [`${what}: ${one}, and should be ${other}`]
}

function sortedJson(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      inner && typeof inner === "object" && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner
    ) ?? "nothing"
  )
}

function round(amount: number): number {
  return Math.round(amount * 100) / 100
}
