import { daysBetween, todayIn, type LocalDate } from "../periods/local-date"
import { slotLabel } from "../periods/slots"
import { readAffected, type AffectedBooking } from "./affected"
import { readOutBookings } from "./booking-rows"
import { type Ledger } from "./ledger"
import { lateness } from "./overdue"
import { readMoment } from "./order-goods"
import { readAssignedUnits } from "./units"

/** Goods that should be back and are not. */
export interface OverdueBooking {
  booking_id: string
  order_id: string | null
  item_id: string
  line_variant_id: string
  location_id: string
  quantity: number
  due_date: string
  /** `HH:MM`; null for goods rented by the day. */
  due_time: string | null
  days_late: number
  /** The last slot that is kept for them as things are: a day, or a time. */
  kept_until: string
  units: { id: string; serial: string }[]
  /** Bookings that go short of this item at this place. */
  affected: AffectedBooking[]
}

/** What is late, the longest first, and who goes short where it is. */
export async function readOverdue(ledger: Ledger): Promise<OverdueBooking[]> {
  const { knex, timezone } = ledger
  const [moment, isLate] = await Promise.all([
    readMoment(knex, ledger),
    lateness(knex, timezone),
  ])
  const today = todayIn(timezone, new Date(moment.instant))
  const late = (await readOutBookings(knex, today)).filter(isLate)
  if (!late.length) {
    return []
  }
  const [affected, units] = await Promise.all([
    readAffected(ledger, { item_ids: [...new Set(late.map((row) => row.item_id))] }),
    readAssignedUnits(
      knex,
      late.map((row) => row.id)
    ),
  ])
  return late.map((row) => ({
    booking_id: row.id,
    order_id: row.order_id,
    item_id: row.item_id,
    line_variant_id: row.line_variant_id,
    location_id: row.location_id,
    quantity: row.quantity,
    due_date: row.end_date,
    due_time: row.end_time,
    days_late: daysBetween(row.end_date as LocalDate, today),
    kept_until: slotLabel(row.occupied_to, row.slot_minutes, timezone),
    units: units.get(row.id) ?? [],
    affected: affected.filter(
      ({ item_id, location_id }) =>
        item_id === row.item_id && location_id === row.location_id
    ),
  }))
}
