import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { execute, rowsOf } from "./query"

/**
 * A completion that began longer ago than this and has no order has died with its process:
 * between the reservation and the order nothing waits for anybody outside. One that was only
 * slow finds, before any payment, that it was given up (`claimOrder`).
 */
export const COMPLETION_DIES_AFTER_SECONDS = 20

/**
 * An order is written at once after the units are reserved: one that was not there this long
 * after its completion began will not come.
 */
export const ORDER_IS_WRITTEN_WITHIN_SECONDS = 60

/** A cart whose completions are too old to be still under way. */
export interface PastCompletions {
  cart_id: string
  order_id: string | null
  transaction_ids: string[]
  /** What was in the cart at each of them, where it may have changed since. */
  contents: (string | null)[]
  /** When the first of them began, and the last. */
  began_at: Date
  last_began_at: Date
  /** Whether an order that one of them left behind is surely to be seen by now. */
  surely_over: boolean
}

/** Completions of the past: at most one of a cart has made its order, the others died. */
export async function findPastCompletions(knex: Knex): Promise<PastCompletions[]> {
  return await rowsOf<PastCompletions>(
    knex,
    `
    SELECT c.cart_id, c.order_id, array_agg(attempt.id) AS transaction_ids,
           array_agg(attempt.contents) AS contents, min(attempt.began_at) AS began_at,
           max(attempt.began_at) AS last_began_at,
           max(attempt.began_at) < rental_now() - make_interval(secs => ?) AS surely_over
      FROM rental_cart c
      CROSS JOIN LATERAL (
        SELECT key AS id, (value #>> '{}')::timestamptz AS began_at, NULL AS contents
          FROM jsonb_each(c.completions)
         UNION ALL
        SELECT key, (value ->> 'began_at')::timestamptz, value ->> 'contents'
          FROM jsonb_each(c.ended_completions)
      ) AS attempt
     WHERE c.completions <> '{}' OR c.ended_completions <> '{}'
     GROUP BY c.cart_id
    HAVING max(attempt.began_at) < rental_now() - make_interval(secs => ?)
     ORDER BY 1
     LIMIT 500
    `,
    [
      COMPLETION_DIES_AFTER_SECONDS + ORDER_IS_WRITTEN_WITHIN_SECONDS,
      COMPLETION_DIES_AFTER_SECONDS,
    ]
  )
}

/**
 * Notes that completions are over: the cart can be changed. Those that are not noted as under
 * way are left as they are.
 *
 * @param ended.contents what was in the cart; null when it can be read from the cart still
 */
export async function endCompletions(
  knex: Knex,
  cartId: string,
  ended: { transaction_ids: readonly string[]; contents: string | null }
): Promise<void> {
  await execute(
    knex,
    `
    UPDATE rental_cart
       SET completions = completions - ?::text[],
           ended_completions = ended_completions || coalesce((
             SELECT jsonb_object_agg(key, jsonb_build_object('began_at', value, 'contents', ?::text))
               FROM jsonb_each(completions) WHERE key = ANY (?::text[])
           ), '{}')
     WHERE cart_id = ?
    `,
    [ended.transaction_ids, ended.contents, ended.transaction_ids, cartId]
  )
}

/** Forgets completions that `findPastCompletions` has told of. */
export async function forgetCompletions(
  knex: Knex,
  { cart_id, transaction_ids }: PastCompletions
): Promise<void> {
  await execute(
    knex,
    `UPDATE rental_cart
        SET completions = completions - ?::text[],
            ended_completions = ended_completions - ?::text[]
      WHERE cart_id = ?`,
    [transaction_ids, transaction_ids, cart_id]
  )
}
