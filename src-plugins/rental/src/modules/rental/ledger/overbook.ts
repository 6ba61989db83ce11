import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { execute } from "./query"

/** Who lets more be booked than there is, and why: kept with every slot it concerns. */
export interface Overbook {
  /** A user's id, or the part of the system that had to. */
  author: string
  reason: string
}

/** Lets the rest of the transaction overbook, on the record. */
export async function overbookKnowingly(
  trx: Knex.Transaction,
  overbook: Overbook | undefined
): Promise<void> {
  if (overbook) {
    await execute(
      trx,
      `SELECT set_config('rental.overbook_by', ?, true),
              set_config('rental.overbook_reason', ?, true)`,
      [overbook.author, overbook.reason]
    )
  }
}
