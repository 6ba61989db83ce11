import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { execute, rowsOf } from "./query"

/** The names of the ledger's events. */
export const RENTAL_EVENTS = [
  "rental.held",
  "rental.reserved",
  "rental.released",
  "rental.rescheduled",
  "rental.cancelled",
  "rental.prepared",
  "rental.unprepared",
  "rental.out",
  "rental.returned",
  "rental.checked",
  "rental.damaged",
  "rental.lost",
  "rental.found",
  "rental.overdue",
  "rental.shortage",
  "rental.payment_reminder",
  "rental.payment_due",
  "rental.payment_overdue",
  "rental.payment_collected",
  "rental.payment_failed",
] as const

export type RentalEventName = (typeof RENTAL_EVENTS)[number]

/** What subscribers get: `id` is the same when an event comes twice. */
export interface RentalEvent {
  name: RentalEventName
  data: { id: string; occurred_at: string } & Record<string, unknown>
}

const BATCH = 200

/**
 * Hands events that were written with the bookings to whoever sends them on, the oldest
 * first, at least once: when sending fails, or the process dies between sending and noting
 * it, they are sent again. Several processes share the work.
 *
 * @returns how many were sent
 */
export async function sendEvents(
  knex: Knex,
  send: (events: RentalEvent[]) => Promise<void>
): Promise<number> {
  for (let total = 0; ;) {
    const sent = await sendBatch(knex, send)
    total += sent
    if (sent < BATCH) {
      return total
    }
  }
}

/** Forgets events that were sent more than a week ago. */
export async function purgeEvents(knex: Knex): Promise<number> {
  return await execute(
    knex,
    `DELETE FROM rental_outbox WHERE sent_at < rental_now() - interval '7 days'`
  )
}

async function sendBatch(
  knex: Knex,
  send: (events: RentalEvent[]) => Promise<void>
): Promise<number> {
  return await knex.transaction(async (trx) => {
    const rows = await rowsOf<{
      id: string
      name: RentalEventName
      data: Record<string, unknown>
      occurred_at: Date
    }>(
      trx,
      `SELECT id::text, name, data, created_at AS occurred_at FROM rental_outbox
        WHERE sent_at IS NULL ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`
    )
    if (!rows.length) {
      return 0
    }
    await send(
      rows.map(({ id, name, data, occurred_at }) => ({
        name,
        data: {
          ...data,
          id: `revt_${id}`,
          occurred_at: new Date(occurred_at).toISOString(),
        },
      }))
    )
    await execute(
      trx,
      `UPDATE rental_outbox SET sent_at = rental_now() WHERE id = ANY (?::bigint[])`,
      [rows.map((row) => row.id)]
    )
    return rows.length
  })
}
