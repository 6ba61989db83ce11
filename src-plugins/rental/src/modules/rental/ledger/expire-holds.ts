import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { ledgerTransaction } from "./transaction"
import { execute } from "./query"

const BATCH = 500

/**
 * Ends holds that are past their expiry. Rows that another transaction is working on are
 * left to it.
 *
 * @param itemIds only carts that hold one of these items; all when absent
 * @returns how many bookings ended
 */
export async function expireHolds(
  knex: Knex,
  itemIds?: readonly string[]
): Promise<number> {
  let total = 0
  for (;;) {
    const ended = await ledgerTransaction(knex, async (trx) => {
      const rowCount = await execute(
        trx,
        `
        WITH lapsed AS (
          SELECT id FROM rental_booking
           WHERE state = 'held' AND expires_at <= rental_now()
             AND (? OR cart_id IN (
               SELECT cart_id FROM rental_booking
                WHERE state = 'held' AND expires_at <= rental_now() AND item_id = ANY (?::text[])
             ))
           ORDER BY item_id, id
           LIMIT ${BATCH}
             FOR UPDATE SKIP LOCKED
        )
        UPDATE rental_booking b SET state = 'expired', updated_at = rental_now()
          FROM lapsed WHERE b.id = lapsed.id
        `,
        [itemIds === undefined, itemIds ?? []]
      )
      return rowCount
    })
    total += ended
    if (ended < BATCH) {
      return total
    }
  }
}
