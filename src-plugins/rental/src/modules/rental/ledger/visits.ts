import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { type LocalDate } from "../periods/local-date"
import { dayOfSlot, daySlot } from "../periods/slots"
import { type PeriodRules } from "../rules/period-rules"
import { readFreeSlots } from "./free-slots"
import { type Ledger } from "./ledger"
import { overbookKnowingly } from "./overbook"
import { DEPARTURES, NO_LOCATION, RETURNS, type LimitedVisits } from "./plan-bookings"
import { execute } from "./query"

/*
 * Departures and returns of a day are counted as units are: each rental books one unit of a
 * pseudo item on the day it starts, and one on the day it ends, under the same CHECK.
 */

/** Which ends of a rental the rules limit. */
export function visitsLimitedBy(rules: PeriodRules): LimitedVisits {
  return {
    departures: rules.departures_per_day !== null,
    returns: rules.returns_per_day !== null,
  }
}

/**
 * Brings the ledger to the limits of new rules. What is booked already counts against a new
 * limit; days that have more than it are left as they are, on the record.
 */
export async function limitVisits(
  trx: Knex.Transaction,
  rules: PeriodRules,
  before: PeriodRules
): Promise<void> {
  if (
    rules.departures_per_day === before.departures_per_day &&
    rules.returns_per_day === before.returns_per_day
  ) {
    return
  }
  await lockEverybodyOut(trx)
  await overbookKnowingly(trx, { author: "rental", reason: "A limit a day was set" })
  await limit(trx, DEPARTURES, rules.departures_per_day, "start_date")
  await limit(trx, RETURNS, rules.returns_per_day, "end_date")
  await execute(trx, `SELECT set_config('rental.overbook_by', '', true)`)
}

/**
 * A change of limits writes bookings of every cart and order, and they write theirs: it waits
 * until those under way are done, and others until it is. Tables in the order in which all
 * writers take their rows, then the slots that are counted by day.
 */
async function lockEverybodyOut(trx: Knex.Transaction): Promise<void> {
  await execute(
    trx,
    `LOCK TABLE rental_cart, rental_order, rental_booking IN EXCLUSIVE MODE`
  )
  await execute(
    trx,
    `SELECT 1 FROM rental_slot WHERE item_id IN (?, ?)
      ORDER BY item_id, location_id, slot FOR NO KEY UPDATE`,
    [DEPARTURES, RETURNS]
  )
}

async function limit(
  trx: Knex.Transaction,
  item: string,
  perDay: number | null,
  day: "start_date" | "end_date"
): Promise<void> {
  if (perDay === null) {
    await execute(
      trx,
      `UPDATE rental_booking SET state = 'cancelled', updated_at = rental_now()
        WHERE item_id = ? AND state IN ('draft', 'held', 'reserved')`,
      [item]
    )
  }
  await execute(trx, `SELECT rental_visits_limit(?, ?)`, [item, perDay])
  if (perDay !== null) {
    await execute(trx, BOOK_MISSING_VISITS(day), [item, item, item, NO_LOCATION, item])
  }
}

/** One visit for every cart and order whose goods are to come, or out, and that has none. */
const BOOK_MISSING_VISITS = (day: "start_date" | "end_date"): string => `
  INSERT INTO rental_booking (
    id, cart_id, order_id, line_item_id, line_variant_id, line_quantity, item_id,
    location_id, quantity, start_date, end_date, start_time, end_time,
    occupied_from, occupied_to, state, expires_at
  )
  SELECT DISTINCT ON (coalesce(b.order_id, b.cart_id))
         'rbook_' || replace(gen_random_uuid()::text, '-', ''), b.cart_id, b.order_id,
         ?, ?, 1, ?, ?, 1, b.start_date, b.end_date, b.start_time, b.end_time,
         b.${day} - DATE '1970-01-01', b.${day} - DATE '1970-01-01',
         CASE b.state WHEN 'out' THEN 'reserved' ELSE b.state END, b.expires_at
    FROM rental_booking b
   WHERE b.state IN ('held', 'reserved', 'out') AND b.item_id NOT LIKE '#%'
     AND b.${day} >= (rental_now() AT TIME ZONE 'UTC' - interval '12 hours')::date
     AND NOT EXISTS (
       SELECT 1 FROM rental_booking v
        WHERE v.item_id = ? AND v.state IN ('held', 'reserved')
          AND coalesce(v.order_id, v.cart_id) = coalesce(b.order_id, b.cart_id)
     )
   ORDER BY coalesce(b.order_id, b.cart_id), b.id
`

/** Days on which no more rentals can leave, and on which no more can come back. */
export interface FullDays {
  readonly departures: ReadonlySet<LocalDate>
  readonly returns: ReadonlySet<LocalDate>
}

/** The full days of a range; none where the shop has no limit. */
export async function readFullDays(
  { knex, limitedVisits }: Ledger,
  range: { from: LocalDate; to: LocalDate }
): Promise<FullDays> {
  const limited = await limitedVisits()
  const items = [
    ...(limited.departures ? [DEPARTURES] : []),
    ...(limited.returns ? [RETURNS] : []),
  ]
  const slots = await readFreeSlots(
    knex,
    items.map((item_id) => ({
      item_id,
      location_id: NO_LOCATION,
      occupied_from: daySlot(range.from),
      occupied_to: daySlot(range.to),
    }))
  )
  const full = (item: string) =>
    new Set(
      slots
        .filter(({ item_id, free }) => item_id === item && free < 1)
        .map(({ slot }) => dayOfSlot(slot))
    )
  return { departures: full(DEPARTURES), returns: full(RETURNS) }
}
