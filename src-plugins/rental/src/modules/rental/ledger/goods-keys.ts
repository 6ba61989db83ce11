import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { RentalError } from "../errors/rental-error"
import { type RequestKey } from "./cart-keys"
import { execute, rowsOf } from "./query"

/**
 * Does something to the goods of an order once for each key; the key of what is sent again
 * has the same answer. To be called under the lock of the order.
 *
 * @throws RentalError `rental_key_reused` when the key stands for something else
 */
export async function onceByKey<T>(
  trx: Knex.Transaction,
  orderId: string,
  key: RequestKey | undefined,
  run: () => Promise<T>
): Promise<T> {
  if (!key) {
    return await run()
  }
  const [known] = await rowsOf<{ request_hash: string; answer: T }>(
    trx,
    `SELECT request_hash, answer FROM rental_goods_key WHERE order_id = ? AND key = ?`,
    [orderId, key.key]
  )
  if (known) {
    if (known.request_hash !== key.request_hash) {
      throw keyReused()
    }
    return known.answer
  }
  const answer = await run()
  await execute(
    trx,
    `INSERT INTO rental_goods_key (order_id, key, request_hash, answer)
     VALUES (?, ?, ?, ?::jsonb)`,
    [orderId, key.key, key.request_hash, JSON.stringify(answer)]
  )
  return answer
}

/** Nobody sends a request again after a month. */
export async function purgeGoodsKeys(knex: Knex): Promise<number> {
  return await execute(
    knex,
    `DELETE FROM rental_goods_key WHERE written_at < rental_now() - interval '30 days'`
  )
}

/** The refusal of a key that stands for another request. */
export function keyReused(): RentalError {
  return new RentalError(
    "rental_key_reused",
    "This Idempotency-Key was used for another request.",
    { field: "Idempotency-Key" }
  )
}
