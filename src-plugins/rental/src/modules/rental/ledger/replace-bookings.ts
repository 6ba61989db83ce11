import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import {
  cancelBookings,
  insertBookings,
  lockSlots,
  updateBookings,
  type BookingContent,
  type BookingRow,
} from "./booking-rows"
import { diffBookings } from "./diff-bookings"

/**
 * Writes the difference between the bookings there are, which are locked, and those there
 * should be: at most one statement each for what goes, what changes and what is new.
 */
export async function replaceBookings(
  trx: Knex.Transaction,
  owner: { cart_id: string | null; order_id: string | null },
  current: readonly BookingRow[],
  wanted: readonly BookingContent[]
): Promise<void> {
  const diff = diffBookings(current, wanted)
  if (diff.locksFirst) {
    await lockSlots(trx, [...current, ...wanted])
  }
  await cancelBookings(
    trx,
    diff.cancel.map((row) => row.id)
  )
  await updateBookings(trx, diff.update)
  await insertBookings(trx, owner, diff.insert)
}
