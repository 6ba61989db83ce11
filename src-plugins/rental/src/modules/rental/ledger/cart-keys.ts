import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { RentalError } from "../errors/rental-error"
import { execute } from "./query"

/** By what a client lets us know a request again. */
export interface RequestKey {
  key: string
  /** Of what was asked for: one key is for one request. */
  request_hash: string
}

/** An add that has a key. */
export interface CartAdd extends RequestKey {
  line_item_id: string
  /** Which add of its line it is, from 1. The line counts those that were written. */
  add_number: number
  /** From 1; more when the server died between the hold and the line. */
  attempt: number
}

/**
 * Notes the key of an add, in the transaction of its hold and under the lock of its cart.
 * Adds to the line that it takes the place of died before their line was written: their keys
 * are forgotten, so that they can be sent again.
 *
 * @throws RentalError `rental_busy` when the same add was noted since the cart was read
 */
export async function noteAdd(
  trx: Knex.Transaction,
  cartId: string,
  add: CartAdd
): Promise<void> {
  const noted = await execute(
    trx,
    `
    WITH died AS (
      DELETE FROM rental_cart_key
       WHERE cart_id = ? AND key <> ? AND line_item_id = ? AND add_number >= ?
    )
    INSERT INTO rental_cart_key AS known
           (cart_id, key, request_hash, line_item_id, add_number, attempt)
    VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (cart_id, key) DO UPDATE
      SET line_item_id = excluded.line_item_id, add_number = excluded.add_number,
          attempt = excluded.attempt, written_at = excluded.written_at
    WHERE known.request_hash = excluded.request_hash
      AND known.attempt = excluded.attempt - 1
    `,
    [
      ...[cartId, add.key, add.line_item_id, add.add_number],
      ...[cartId, add.key, add.request_hash],
      ...[add.line_item_id, add.add_number, add.attempt],
    ]
  )
  if (!noted) {
    throw new RentalError("rental_busy", "This cart is being changed just now.")
  }
}

/** Forgets the key of an add that came to nothing. */
export async function forgetAdd(
  trx: Knex.Transaction,
  cartId: string,
  add: CartAdd
): Promise<void> {
  await execute(
    trx,
    `DELETE FROM rental_cart_key WHERE cart_id = ? AND key = ? AND attempt = ?`,
    [cartId, add.key, add.attempt]
  )
}

/** Nobody sends a request again after a day. */
export async function purgeKeys(knex: Knex): Promise<number> {
  return await execute(
    knex,
    `
    DELETE FROM rental_cart_key WHERE (cart_id, key) IN (
      SELECT cart_id, key FROM rental_cart_key
       WHERE written_at < rental_now() - interval '24 hours'
       LIMIT 5000
         FOR UPDATE SKIP LOCKED
    )
    `
  )
}
