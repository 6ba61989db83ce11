import { todayIn, type LocalDate } from "../periods/local-date"
import { periodOf } from "../periods/rental-period"
import { DAY_SLOT, daySlot, periodSlots, slotOfInstant } from "../periods/slots"
import {
  lockSlots,
  readOutBookings,
  updateBookings,
  type BookingRow,
} from "./booking-rows"
import { type Ledger } from "./ledger"
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
  const [clock] = await rowsOf<{ now: Date }>(ledger.knex, `SELECT rental_now() AS now`)
  const now = new Date(clock?.now ?? Date.now())
  const today = todayIn(ledger.timezone, now)
  const due = await readOutBookings(ledger.knex, today)
  const late = due.filter((row) => isLate(row, now, ledger.timezone))
  const findings: Finding[] = []
  for (const row of late) {
    const occupied_to = stillAwayUntil(row, today, days, ledger.timezone)
    if (occupied_to > row.occupied_to) {
      findings.push(await extend(ledger, row, occupied_to))
    }
  }
  return findings
}

/** Whether the last slot of its own period is over. */
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
  row: BookingRow,
  occupied_to: number
): Promise<Finding> {
  const why = `due back on ${row.end_date} and not checked in`
  await ledgerTransaction(ledger.knex, async (trx) => {
    await overbookKnowingly(trx, {
      author: "rental",
      reason: `Booking ${row.id} is overdue: ${why}`,
    })
    const moved = { ...row, occupied_to }
    await lockSlots(trx, [moved])
    await updateBookings(trx, [moved])
    const first = await execute(
      trx,
      `UPDATE rental_booking SET overdue_since = rental_now()
        WHERE id = ? AND overdue_since IS NULL`,
      [row.id]
    )
    if (first) {
      await execute(
        trx,
        `INSERT INTO rental_outbox (name, data)
         SELECT 'rental.overdue', jsonb_build_object('cart_id', b.cart_id,
                  'order_id', b.order_id, 'bookings', jsonb_build_array(rental_event_booking(b)))
           FROM rental_booking b WHERE b.id = ?`,
        [row.id]
      )
    }
  })
  return { kind: "booking_overdue", id: row.id, why }
}
