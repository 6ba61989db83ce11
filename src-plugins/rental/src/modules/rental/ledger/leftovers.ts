import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { execute, rowsOf } from "./query"

/** After so long nobody is at work any more with what a photo or a choice was for. */
const LEFT_AFTER_DAYS = 7

const PHOTOS_AT_ONCE = 100
const CHOICES_AT_ONCE = 1000

/**
 * Forgets photos that were kept a week ago or longer and never said to show anything.
 *
 * @param dropFile takes the file away; a photo whose file stays, because this throws, is
 *   tried again next time
 * @returns how many are gone
 */
export async function purgePhotos(
  knex: Knex,
  dropFile: (fileId: string) => Promise<void>
): Promise<number> {
  return await knex.transaction(async (trx) => {
    // Whoever is about to say what one of them shows waits, and is told that it is gone.
    const left = await rowsOf<{ id: string; file_id: string }>(
      trx,
      `SELECT id, file_id FROM rental_photo
        WHERE booking_id IS NULL AND incident_id IS NULL
          AND created_at < rental_now() - make_interval(days => ${LEFT_AFTER_DAYS})
        ORDER BY created_at, id LIMIT ${PHOTOS_AT_ONCE} FOR UPDATE SKIP LOCKED`
    )
    const gone: string[] = []
    for (const { id, file_id } of left) {
      await dropFile(file_id).then(
        () => gone.push(id),
        () => undefined
      )
    }
    return await execute(trx, `DELETE FROM rental_photo WHERE id = ANY (?::text[])`, [
      gone,
    ])
  })
}

/**
 * Forgets what was chosen of packages in carts that do not exist any more, and became no
 * order.
 *
 * @param existing those of the carts that exist
 * @returns how many rows are gone
 */
export async function purgeChoices(
  knex: Knex,
  existing: (cartIds: string[]) => Promise<ReadonlySet<string>>
): Promise<number> {
  let purged = 0
  for (let after = ""; ;) {
    const carts = await rowsOf<{ cart_id: string }>(
      knex,
      `SELECT DISTINCT owner_id AS cart_id FROM rental_package_choice c
        WHERE owner_id > ? AND owner_id LIKE 'cart\\_%'
          AND updated_at < rental_now() - make_interval(days => ${LEFT_AFTER_DAYS})
          AND NOT EXISTS (SELECT 1 FROM rental_order o WHERE o.cart_id = c.owner_id)
        ORDER BY owner_id LIMIT ${CHOICES_AT_ONCE}`,
      [after]
    )
    const ids = carts.map(({ cart_id }) => cart_id)
    const last = ids.at(-1)
    if (last === undefined) {
      return purged
    }
    const known = await existing(ids)
    purged += await execute(
      knex,
      `DELETE FROM rental_package_choice c
        WHERE owner_id = ANY (?::text[])
          AND NOT EXISTS (SELECT 1 FROM rental_order o WHERE o.cart_id = c.owner_id)`,
      [ids.filter((id) => !known.has(id))]
    )
    after = last
  }
}
