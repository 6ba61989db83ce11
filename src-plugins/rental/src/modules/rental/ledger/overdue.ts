import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { todayIn, type LocalDate } from "../periods/local-date"
import { periodOf } from "../periods/rental-period"
import { DAY_SLOT, daySlot, periodSlots, slotOfInstant } from "../periods/slots"
import { attempt } from "./attempt"
import {
  lockBookings,
  lockSlots,
  readOutBookings,
  updateBookings,
  type BookingRow,
} from "./booking-rows"
import { type Ledger } from "./ledger"
import { lockOrder } from "./order-rows"
import { overbookKnowingly } from "./overbook"
import { execute, rowsOf } from "./query"
import { type Finding } from "./reconcile"
import { ledgerTransaction } from "./transaction"

/**
 * Goods that should be back and are not keep their slots: from today for `days` more days,
 * and anew each day, until they are checked in. Others may have booked those slots already;
 * then they are overbooked on the record, and `rental.shortage` says so.
 *
 * @param days how far ahead late goods are taken to stay away, 0 for today only
 */
export async function keepOverdue(ledger: Ledger, days: number): Promise<Finding[]> {
  const now = await readNow(ledger.knex)
  const today = todayIn(ledger.timezone, now)
  const newEnd = (row: BookingRow): number =>
    isLate(row, now, ledger.timezone)
      ? stillAwayUntil(row, today, days, ledger.timezone)
      : row.occupied_to
  const findings: Finding[] = []
  for (const row of await readOutBookings(ledger.knex, today)) {
    if (newEnd(row) > row.occupied_to) {
      findings.push(...(await attempt(row.id, () => extend(ledger, row, newEnd))))
    }
  }
  return findings
}

/**
 * What tells of goods that are out whether they should be back by now: whether the last slot
 * of their own period is over.
 */
export async function lateness(
  knex: Knex,
  timezone: string
): Promise<(row: BookingRow) => boolean> {
  const now = await readNow(knex)
  return (row) => isLate(row, now, timezone)
}

async function readNow(knex: Knex): Promise<Date> {
  const [clock] = await rowsOf<{ now: Date }>(knex, `SELECT rental_now() AS now`)
  return new Date(clock?.now ?? Date.now())
}

function isLate(row: BookingRow, now: Date, timezone: string): boolean {
  const period = periodOf(row.start_date, row.end_date, row.start_time, row.end_time)
  const { last } = periodSlots(period, row.slot_minutes, timezone)
  return last < slotOfInstant(now.getTime(), row.slot_minutes, timezone)
}

function stillAwayUntil(
  row: BookingRow,
  today: LocalDate,
  days: number,
  timezone: string
): number {
  if (row.slot_minutes === DAY_SLOT) {
    return daySlot(today) + days + row.turnaround_after
  }
  const { last } = periodSlots(
    { start_date: today, end_date: today },
    row.slot_minutes,
    timezone
  )
  return last + days * (DAY_SLOT / row.slot_minutes) + row.turnaround_after
}

async function extend(
  ledger: Ledger,
  { id, order_id, end_date }: BookingRow,
  newEnd: (row: BookingRow) => number
): Promise<Finding[]> {
  const why = `due back on ${end_date} and not checked in`
  return await ledgerTransaction(ledger.knex, async (trx) => {
    // The goods may have come back, or got more time, since they were found to be late.
    const row = await lockOutBooking(trx, id, order_id)
    if (!row || newEnd(row) <= row.occupied_to) {
      return []
    }
    await overbookKnowingly(trx, {
      author: "rental",
      reason: `Booking ${id} is overdue: ${why}`,
    })
    const moved = { ...row, occupied_to: newEnd(row) }
    await lockSlots(trx, [moved])
    await updateBookings(trx, [moved])
    await announce(trx, id)
    return [{ kind: "booking_overdue", id, why }]
  })
}

async function lockOutBooking(
  trx: Knex.Transaction,
  id: string,
  order_id: string | null
): Promise<BookingRow | undefined> {
  if (order_id === null) {
    return undefined
  }
  await lockOrder(trx, order_id)
  const rows = await lockBookings(trx, { order_id })
  return rows.find((row) => row.id === id && row.state === "out")
}

/** Says once that a booking is overdue. */
async function announce(trx: Knex.Transaction, id: string): Promise<void> {
  const first = await execute(
    trx,
    `UPDATE rental_booking SET overdue_since = rental_now()
      WHERE id = ? AND overdue_since IS NULL`,
    [id]
  )
  if (first) {
    await execute(
      trx,
      `INSERT INTO rental_outbox (name, data)
       SELECT 'rental.overdue', jsonb_build_object('cart_id', b.cart_id,
                'order_id', b.order_id, 'bookings', jsonb_build_array(rental_event_booking(b)))
         FROM rental_booking b WHERE b.id = ?`,
      [id]
    )
  }
}
