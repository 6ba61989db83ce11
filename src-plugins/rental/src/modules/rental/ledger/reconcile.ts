import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { COMPLETION_DIES_AFTER_MINUTES } from "./complete-cart"
import { expireHolds } from "./expire-holds"
import { ledgerTransaction } from "./transaction"
import { execute, rowsOf } from "./query"

/** What a pass of the reconciler mended. All zero when the ledger was in order. */
export interface ReconcileReport {
  expired_holds: number
  mended_slots: number
  purged_holds: number
}

/** A cart whose units are reserved, but whose order is not known to the ledger. */
export interface UnorderedCart {
  cart_id: string
  /** Whether its completion is too old to be still under way. */
  dead: boolean
}

/**
 * Ends lapsed holds, and corrects slots that disagree with the bookings and the fleet.
 * Slots are derived, so this only finds work after someone wrote to them by hand.
 */
export async function reconcileLedger(knex: Knex): Promise<ReconcileReport> {
  const expired_holds = await expireHolds(knex)
  const mended_slots = await mendSlots(knex)
  const purged_holds = await purgeOldHolds(knex)
  return { expired_holds, mended_slots, purged_holds }
}

/** Carts with reserved bookings and no order id. */
export async function findUnorderedCarts(knex: Knex): Promise<UnorderedCart[]> {
  const rows = await rowsOf<UnorderedCart>(
    knex,
    `
    SELECT b.cart_id,
           max(greatest(b.updated_at, c.updated_at))
             < now() - make_interval(mins => ?) AS dead
      FROM rental_booking b
      LEFT JOIN rental_cart c ON c.cart_id = b.cart_id
     WHERE b.state = 'reserved' AND b.order_id IS NULL AND b.cart_id IS NOT NULL
     GROUP BY 1
     ORDER BY 1
     LIMIT 500
    `,
    [COMPLETION_DIES_AFTER_MINUTES]
  )
  return rows
}

/** Carts that hold units, so that those which are gone can be released. */
export async function findHoldingCarts(knex: Knex): Promise<string[]> {
  const rows = await rowsOf<{ cart_id: string }>(
    knex,
    `SELECT DISTINCT cart_id FROM rental_booking
      WHERE state = 'held' AND cart_id IS NOT NULL ORDER BY 1 LIMIT 1000`
  )
  return rows.map((row) => row.cart_id)
}

/** Releases every hold of the carts. */
export async function releaseCarts(
  knex: Knex,
  cartIds: readonly string[]
): Promise<number> {
  return await ledgerTransaction(knex, async (trx) => {
    const rowCount = await execute(
      trx,
      `UPDATE rental_booking SET state = 'cancelled', updated_at = now()
        WHERE cart_id = ANY (?::text[]) AND state = 'held'`,
      [cartIds]
    )
    return rowCount
  })
}

/**
 * Finds suspects without locks, then recounts each under its lock: a booking that is
 * written meanwhile waits, and is neither missed nor counted twice.
 */
async function mendSlots(knex: Knex): Promise<number> {
  const suspects = await rowsOf<{ item_id: string; location_id: string; slot: string }>(
    knex,
    `${MISCOUNTED} LIMIT 1000`
  )
  if (!suspects.length) {
    return 0
  }
  return await ledgerTransaction(knex, async (trx) => {
    const ranges = suspects.map(({ slot, ...place }) => ({
      ...place,
      occupied_from: slot,
      occupied_to: slot,
    }))
    await execute(trx, `SELECT rental_slots_lock(?::jsonb)`, [JSON.stringify(ranges)])
    const rowCount = await execute(
      trx,
      `
      WITH miscounted AS (${MISCOUNTED})
      UPDATE rental_slot s
         SET booked = m.booked, capacity = m.capacity,
             overbook = greatest(s.overbook, m.booked + s.blocked - m.capacity)
        FROM miscounted m
        JOIN jsonb_to_recordset(?::jsonb) AS r (item_id text, location_id text,
                                                occupied_from date)
          ON r.item_id = m.item_id AND r.location_id = m.location_id
         AND r.occupied_from = m.slot::date
       WHERE s.item_id = m.item_id AND s.location_id = m.location_id
         AND s.slot = m.slot::date
      `,
      [JSON.stringify(ranges)]
    )
    return rowCount
  })
}

/* Only days that are not over: older slots keep the fleet of their time. */
const MISCOUNTED = `
  SELECT s.item_id, s.location_id, s.slot::text AS slot,
         coalesce(b.units, 0)::integer AS booked, coalesce(f.quantity, 0) AS capacity
    FROM rental_slot s
    LEFT JOIN rental_fleet f
      ON f.item_id = s.item_id AND f.location_id = s.location_id AND f.deleted_at IS NULL
    LEFT JOIN (
      SELECT k.item_id, k.location_id, k.occupied_from + d AS slot, sum(k.quantity) AS units
        FROM rental_booking k, generate_series(0, k.occupied_to - k.occupied_from) d
       WHERE rental_occupies(k.state) AND k.occupied_to >= rental_oldest_open_day()
       GROUP BY 1, 2, 3
    ) b ON b.item_id = s.item_id AND b.location_id = s.location_id AND b.slot = s.slot
   WHERE s.slot >= rental_oldest_open_day()
     AND (s.booked, s.capacity) IS DISTINCT FROM
         (coalesce(b.units, 0)::integer, coalesce(f.quantity, 0))
`

/** Holds that came to nothing are of no interest after a week. */
async function purgeOldHolds(knex: Knex): Promise<number> {
  const rowCount = await execute(
    knex,
    `
    DELETE FROM rental_booking WHERE id IN (
      SELECT id FROM rental_booking
       WHERE state IN ('expired', 'cancelled') AND order_id IS NULL
         AND updated_at < now() - interval '7 days'
       LIMIT 1000
         FOR UPDATE SKIP LOCKED
    )
    `
  )
  return rowCount
}
