import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { type Goods } from "./order-goods"
import { execute, rowsOf } from "./query"

/** The units that are packed for some bookings and have not left, by booking. */
export async function readPackedUnits(
  knex: Knex,
  bookingIds: readonly string[]
): Promise<Map<string, string[]>> {
  const rows = await rowsOf<{ booking_id: string; unit_ids: string[] }>(
    knex,
    `SELECT booking_id, array_agg(unit_id ORDER BY created_at, id) AS unit_ids
       FROM rental_unit_assignment
      WHERE booking_id = ANY (?::text[]) AND out_at IS NULL
      GROUP BY booking_id`,
    [bookingIds]
  )
  return new Map(rows.map((row) => [row.booking_id, row.unit_ids]))
}

/** Goods whose units nobody named leave with the units that are packed for them. */
export function withPackedUnits(
  goods: readonly Goods[],
  packed: ReadonlyMap<string, readonly string[]>
): Goods[] {
  return goods.map((one) => {
    const units = packed.get(one.row.id)
    return !one.unit_ids && units?.length === one.quantity
      ? { ...one, unit_ids: units }
      : one
  })
}

/**
 * After part of some bookings left: what is packed and stays belongs to what is left of its
 * booking; packed units that nothing is left for go back to their place.
 *
 * @param rests ids of what is left of a booking, by its id
 */
export async function keepPacked(
  trx: Knex.Transaction,
  goods: readonly Goods[],
  rests: ReadonlyMap<string, string>,
  packed: ReadonlyMap<string, readonly string[]>
): Promise<void> {
  for (const { row, quantity, unit_ids } of goods) {
    if (!row.prepared) {
      continue
    }
    const units = packed.get(row.id) ?? []
    const taken = units.length
      ? units.filter((id) => unit_ids?.includes(id)).length
      : Math.min(quantity, row.prepared)
    const rest = rests.get(row.id)
    const stays = rest ? Math.min(row.prepared - taken, row.quantity - quantity) : 0
    if (rest) {
      await execute(
        trx,
        `UPDATE rental_unit_assignment SET booking_id = ?
          WHERE booking_id = ? AND out_at IS NULL`,
        [rest, row.id]
      )
      await execute(trx, `UPDATE rental_booking SET prepared = ? WHERE id = ?`, [
        stays,
        rest,
      ])
    }
    await execute(trx, `SELECT rental_units_unpack(?, ?)`, [rest ?? row.id, stays])
  }
}
