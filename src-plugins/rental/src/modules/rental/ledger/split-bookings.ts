import { generateEntityId } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import {
  lockSlots,
  updateBookings,
  type BookingContent,
  type BookingRow,
} from "./booking-rows"
import { execute } from "./query"

/** Some units of a booking become something else; the rest stays what it was. */
export interface Split {
  row: BookingRow
  /** How many; at most as many as the booking has. */
  quantity: number
  becomes: Partial<
    Pick<BookingContent, "state" | "occupied_from" | "occupied_to" | "turnaround_after">
  >
}

/**
 * Changes part of each booking. The row that was named becomes the part that changes, so
 * that naming it again finds the work done; the rest gets a row of its own.
 *
 * The counters see one statement with no more than the real difference: a slot that is
 * overbooked or full is never asked for more units in between.
 *
 * @returns the ids of the rests, by the id of the row they were split from
 */
export async function splitBookings(
  trx: Knex.Transaction,
  splits: readonly Split[]
): Promise<Map<string, string>> {
  if (!splits.length) {
    return new Map()
  }
  await lockSlots(
    trx,
    splits.flatMap(({ row, becomes }) => [row, { ...row, ...becomes }])
  )
  const parted = splits.filter(({ row, quantity }) => quantity < row.quantity)
  const rests = parted.map(({ row, quantity }) => ({
    ...row,
    id: generateEntityId(undefined, "rbook"),
    part_of: row.id,
    quantity: row.quantity - quantity,
  }))
  await insertUncounted(trx, rests)
  // Read by the trigger that writes events: that a booking is parted is no news.
  await execute(trx, `SELECT set_config('rental.parting', 'yes', true)`)
  // A line has one reserved booking an item: the rest can only follow the part that leaves.
  await updateBookings(
    trx,
    parted.map(({ row, becomes }) => ({ ...row, state: becomes.state ?? row.state }))
  )
  await updateBookings(trx, [
    ...splits.map(({ row, quantity, becomes }) => ({ ...row, ...becomes, quantity })),
    ...rests,
  ])
  await execute(trx, `SELECT set_config('rental.parting', '', true)`)
  return new Map(rests.map((rest) => [rest.part_of, rest.id]))
}

/** Rows that occupy nothing yet: cancelled until the statement that shares out the units. */
export async function insertUncounted(
  trx: Knex.Transaction,
  rests: readonly { id: string; part_of: string; quantity: number }[]
): Promise<void> {
  if (!rests.length) {
    return
  }
  await execute(
    trx,
    `
    INSERT INTO rental_booking (
      id, cart_id, order_id, line_item_id, line_variant_id, line_quantity, item_id,
      location_id, quantity, start_date, end_date, start_time, end_time, slot_minutes,
      turnaround_before, turnaround_after, occupied_from, occupied_to, state,
      condition_out, condition, goods_note, parted_from
    )
    SELECT r.id, b.cart_id, b.order_id, b.line_item_id, b.line_variant_id, b.line_quantity,
           b.item_id, b.location_id, r.quantity, b.start_date, b.end_date, b.start_time,
           b.end_time, b.slot_minutes, b.turnaround_before, b.turnaround_after,
           b.occupied_from, b.occupied_to, 'cancelled', b.condition_out,
           b.condition, b.goods_note, b.parted_from
      FROM jsonb_to_recordset(?::jsonb) AS r (id text, part_of text, quantity integer)
      JOIN rental_booking b ON b.id = r.part_of
    `,
    [JSON.stringify(rests)]
  )
}
