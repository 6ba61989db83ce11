import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { RentalError } from "../errors/rental-error"
import { type LocalDate } from "../periods/local-date"
import { type Goods } from "./order-goods"
import { rowsOf } from "./query"

/** @throws RentalError `rental_unit_out` naming serial units that are out of service */
export async function refuseUnitsInRepair(
  trx: Knex.Transaction,
  goods: readonly Goods[],
  today: LocalDate
): Promise<void> {
  const ids = goods.flatMap(({ unit_ids = [] }) => unit_ids)
  if (!ids.length) {
    return
  }
  const units = await rowsOf<{ unit_id: string; serial: string; reason: string }>(
    trx,
    `SELECT u.id AS unit_id, u.serial, d.reason
       FROM rental_downtime d JOIN rental_unit u ON u.id = d.unit_id
      WHERE d.unit_id = ANY (?::text[]) AND (d.end_date IS NULL OR d.end_date >= ?::date)
      ORDER BY u.serial`,
    [ids, today]
  )
  if (units.length) {
    const words = units.map(({ serial, reason }) => `${serial} (${reason})`)
    throw new RentalError("rental_unit_out", `Out of service: ${words.join("; ")}.`, {
      units,
    })
  }
}
