import { generateEntityId } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { lockSlots, updateBookings, type BookingRow } from "./booking-rows"
import { execute } from "./query"
import { insertUncounted } from "./split-bookings"

/** Units of a booking that came back otherwise than the rest, or not at all. */
export interface ApartPart {
  quantity: number
  unit_id: string | null
  condition: "damaged" | "lost"
  /** The last slot that they take. */
  occupied_to: number
  turnaround_after: number
}

/**
 * Sets parts of a returned booking apart, each in a booking of its own. When nothing else is
 * left of it, the first part is the booking that was named.
 *
 * @returns the ids of the parts' bookings, in their order
 */
export async function setApart(
  trx: Knex.Transaction,
  row: BookingRow,
  parts: readonly ApartPart[]
): Promise<string[]> {
  const left = row.quantity - parts.reduce((sum, part) => sum + part.quantity, 0)
  const rows = parts.map((part, at) => ({
    ...part,
    id: left === 0 && at === 0 ? row.id : generateEntityId(undefined, "rbook"),
    part_of: row.id,
  }))
  await lockSlots(trx, [row, ...rows.map(({ occupied_to }) => ({ ...row, occupied_to }))])
  await insertUncounted(
    trx,
    rows.filter(({ id }) => id !== row.id)
  )
  // One statement shares the units out: the counters see no more than the real difference.
  await updateBookings(trx, [
    ...(left > 0 ? [{ ...row, quantity: left }] : []),
    ...rows.map(({ id, quantity, occupied_to, turnaround_after }) => ({
      ...row,
      id,
      quantity,
      occupied_to,
      turnaround_after,
    })),
  ])
  await execute(
    trx,
    `
    UPDATE rental_booking b
       SET condition = r.condition, checked_at = NULL,
           parted_from = CASE WHEN b.id = r.part_of THEN b.parted_from ELSE r.part_of END,
           returned_at = f.returned_at
      FROM jsonb_to_recordset(?::jsonb) AS r (id text, condition text, part_of text)
      JOIN rental_booking f ON f.id = r.part_of
     WHERE b.id = r.id
    `,
    [JSON.stringify(rows)]
  )
  await execute(
    trx,
    `
    UPDATE rental_unit_assignment a SET booking_id = r.id
      FROM jsonb_to_recordset(?::jsonb) AS r (id text, unit_id text, part_of text)
     WHERE a.booking_id = r.part_of AND a.unit_id = r.unit_id
    `,
    [JSON.stringify(rows.filter(({ unit_id }) => unit_id !== null))]
  )
  return rows.map(({ id }) => id)
}
