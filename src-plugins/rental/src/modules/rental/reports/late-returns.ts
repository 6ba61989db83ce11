import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { rowsOf } from "../ledger/query"
import { periodOf } from "../periods/rental-period"
import { DAY_SLOT, periodSlots, slotLabel, slotOfInstant } from "../periods/slots"
import { type ReportScope } from "./report-range"

/** Goods that came back late, or are late still. */
export interface LateReturn {
  order_id: string
  booking_id: string
  item_id: string
  variant_id: string | null
  product_id: string | null
  location_id: string
  quantity: number
  /** The day they were due; with the time, for items rented by the hour. */
  due: string
  /** When they came back, as `due`; null while they are out. */
  returned: string | null
  unit: "day" | "hour"
  /** Days (or hours) after what was agreed; until now while they are out. */
  late_by: number
}

/** What was due in the range, and what became of it. Bookings, and units of them. */
export interface Returns {
  due: { bookings: number; units: number }
  returned_late: { bookings: number; units: number }
  still_out_late: { bookings: number; units: number }
  late: LateReturn[]
}

/**
 * Goods that left and were due back in the range, and those among them that were late. The
 * ledger keeps the slots of late goods up to the one in which they are checked in; that slot
 * says how late they were.
 *
 * @param now milliseconds since the epoch: goods that are out by then are late or not
 */
export async function readReturns(
  knex: Knex,
  scope: ReportScope,
  now: number
): Promise<Returns> {
  const bindings = [
    scope.from,
    scope.to,
    scope.location_id,
    scope.location_id,
    scope.item_ids,
    scope.item_ids,
  ]
  const [due] = await rowsOf<{ bookings: string; units: string }>(
    knex,
    `SELECT count(*) AS bookings, coalesce(sum(b.quantity), 0) AS units
       FROM rental_booking b WHERE ${DUE}`,
    bindings
  )
  const rows = await rowsOf<DueRow>(
    knex,
    `SELECT ${COLUMNS} FROM rental_booking b LEFT JOIN rental_item i ON i.id = b.item_id
      WHERE ${DUE} AND (b.state = 'out' OR b.slot_minutes <> ${DAY_SLOT}
                        OR b.occupied_to - b.turnaround_after > b.end_date - DATE '1970-01-01')
      ORDER BY b.end_date, b.id`,
    bindings
  )
  const late = rows.flatMap((row) => lateness(row, scope.timezone, now))
  return {
    due: { bookings: Number(due?.bookings), units: Number(due?.units) },
    returned_late: count(late.filter(({ returned }) => returned !== null)),
    still_out_late: count(late.filter(({ returned }) => returned === null)),
    late,
  }
}

const DUE = `
  b.state IN ('out', 'returned') AND b.item_id NOT LIKE '#%'
  AND b.end_date BETWEEN ? AND ?
  AND (?::text IS NULL OR b.location_id = ?)
  AND (?::text[] IS NULL OR b.item_id = ANY (?::text[]))
`

const COLUMNS = `
  b.id, b.order_id, b.item_id, i.variant_id, i.product_id, b.location_id, b.quantity, b.state,
  b.slot_minutes, b.occupied_to - b.turnaround_after AS last_slot,
  b.start_date::text, b.end_date::text, b.start_time, b.end_time
`

interface DueRow {
  id: string
  order_id: string | null
  item_id: string
  variant_id: string | null
  product_id: string | null
  location_id: string
  quantity: number
  state: "out" | "returned"
  slot_minutes: number
  last_slot: number
  start_date: string
  end_date: string
  start_time: string | null
  end_time: string | null
}

function lateness(row: DueRow, timezone: string, now: number): LateReturn[] {
  const { slot_minutes } = row
  const period = periodOf(row.start_date, row.end_date, row.start_time, row.end_time)
  const dueSlot = periodSlots(period, slot_minutes, timezone).last
  const isBack = row.state === "returned"
  const lastSlot = isBack ? row.last_slot : slotOfInstant(now, slot_minutes, timezone)
  if (lastSlot <= dueSlot) {
    return []
  }
  const isDay = slot_minutes === DAY_SLOT
  return [
    {
      order_id: row.order_id ?? "",
      booking_id: row.id,
      item_id: row.item_id,
      variant_id: row.variant_id,
      product_id: row.product_id,
      location_id: row.location_id,
      quantity: row.quantity,
      // The end of an hour that was booked is the beginning of the next.
      due: isDay ? row.end_date : slotLabel(dueSlot + 1, slot_minutes, timezone),
      returned: isBack ? slotLabel(lastSlot, slot_minutes, timezone) : null,
      unit: isDay ? "day" : "hour",
      late_by: ((lastSlot - dueSlot) * slot_minutes) / (isDay ? DAY_SLOT : 60),
    },
  ]
}

function count(late: readonly LateReturn[]): { bookings: number; units: number } {
  return {
    bookings: late.length,
    units: late.reduce((units, { quantity }) => units + quantity, 0),
  }
}
