import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { attempt } from "./attempt"
import { purgeKeys } from "./cart-keys"
import { COMPLETION_DIES_AFTER_SECONDS } from "./ended-completions"
import { expireHolds } from "./expire-holds"
import { purgeEvents } from "./outbox"
import { purgeGoodsKeys } from "./goods-keys"
import { overbookKnowingly } from "./overbook"
import { execute, rowsOf } from "./query"
import { forgetSlotChanges } from "./slot-memory"
import { ledgerTransaction } from "./transaction"

/** One thing the reconciler found wrong and mended, with the reason in words. */
export interface Finding {
  kind:
    | "slot_miscounted"
    | "order_attached"
    | "completion_died"
    | "order_undone"
    | "order_cancelled"
    | "order_gone"
    | "order_rebooked"
    | "cart_gone"
    | "line_gone"
    | "booking_overdue"
    | "mend_failed"
  /** The slot's item, the cart, the order or the booking, or the mend, it is about. */
  id: string
  why: string
}

/** What a pass over the ledger mended. All zero when it was in order. */
export interface LedgerReport {
  expired_holds: number
  mended_slots: number
  purged_holds: number
  findings: Finding[]
}

/** A cart whose units are reserved, but whose order is not known to the ledger. */
export interface UnorderedCart {
  cart_id: string
  /** Whether its completion is too old to be still under way. */
  dead: boolean
}

/** How many rows are found at once of a list that may be long. */
export const FOUND_AT_ONCE = 2000

/** Which items a pass recounts: all, or those that changed lately and a share of the rest. */
export type Recount = "everything" | "lately"

/**
 * Ends lapsed holds, and corrects slots that disagree with the bookings and the supply, or
 * are missing, and supply that disagrees with fleet and downtime. All of it is derived, so
 * this only finds work after someone has gone round the guards of the database.
 */
export async function reconcileLedger(
  knex: Knex,
  recount: Recount
): Promise<LedgerReport> {
  const counts = { expired_holds: 0, purged_holds: 0 }
  const findings = [
    ...(await attempt("expired holds", async () => {
      counts.expired_holds = await expireHolds(knex)
      return []
    })),
    ...(await attempt(
      "supply",
      async () => await mendSupply(knex, await itemsToRecount(knex, recount))
    )),
    ...(await attempt(
      "slots",
      async () => await mendSlots(knex, await itemsToRecount(knex, recount))
    )),
    ...(await attempt("old rows", async () => {
      counts.purged_holds = await purgeOldHolds(knex)
      await purgeEvents(knex)
      await purgeKeys(knex)
      await purgeGoodsKeys(knex)
      await purgeReconciliations(knex)
      await forgetSlotChanges(knex)
      return []
    })),
  ]
  const mended_slots = findings.filter(({ kind }) => kind === "slot_miscounted").length
  return { ...counts, mended_slots, findings }
}

/** Carts with reserved bookings and no order id. */
export async function findUnorderedCarts(knex: Knex): Promise<UnorderedCart[]> {
  return await rowsOf<UnorderedCart>(
    knex,
    `
    SELECT b.cart_id,
           max(greatest(b.updated_at, c.updated_at))
             < rental_now() - make_interval(secs => ?) AS dead
      FROM rental_booking b
      LEFT JOIN rental_cart c ON c.cart_id = b.cart_id
     WHERE b.state = 'reserved' AND b.order_id IS NULL AND b.cart_id IS NOT NULL
     GROUP BY 1
     ORDER BY 1
     LIMIT 500
    `,
    [COMPLETION_DIES_AFTER_SECONDS]
  )
}

/** A cart that holds units, and has done so for a while. */
export interface HoldingCart {
  cart_id: string
  line_item_ids: string[]
}

/**
 * A page of the carts that hold units, so that those which are gone can be released. A line
 * is written just after its hold, so the youngest holds are not looked at.
 */
export async function findHoldingCarts(
  knex: Knex,
  after: string
): Promise<HoldingCart[]> {
  return await rowsOf<HoldingCart>(
    knex,
    `
    SELECT b.cart_id, array_agg(DISTINCT b.line_item_id) AS line_item_ids
      FROM rental_booking b
      JOIN rental_item i ON i.id = b.item_id
     WHERE b.state = 'held' AND b.cart_id > ?
       AND b.updated_at < rental_now() - make_interval(secs => ?)
     GROUP BY b.cart_id
     ORDER BY b.cart_id
     LIMIT ${FOUND_AT_ONCE}
    `,
    [after, COMPLETION_DIES_AFTER_SECONDS]
  )
}

/** An order that the ledger keeps units for. */
export interface BookedOrder {
  order_id: string
  /** Whether staff made it, not a cart. */
  by_staff: boolean
}

/**
 * A page of the orders that have units to come, or that are noted and have nothing, so that
 * those which are cancelled or gone can be ended. Just written ones are not looked at.
 */
export async function findBookedOrders(
  knex: Knex,
  after: string
): Promise<BookedOrder[]> {
  return await rowsOf<BookedOrder>(
    knex,
    `
    WITH booked AS (
      SELECT b.order_id, max(b.updated_at) AS updated_at
        FROM rental_booking b
       WHERE b.state IN ('draft', 'reserved') AND b.order_id > ?
       GROUP BY b.order_id
    ), empty AS (
      SELECT o.order_id, o.updated_at
        FROM rental_order o
       WHERE o.order_id > ?
         AND NOT EXISTS (SELECT 1 FROM rental_booking b WHERE b.order_id = o.order_id)
    )
    SELECT f.order_id, o.order_id IS NOT NULL AND o.cart_id IS NULL AS by_staff
      FROM (SELECT * FROM booked UNION ALL SELECT * FROM empty) f
      LEFT JOIN rental_order o ON o.order_id = f.order_id
     WHERE greatest(f.updated_at, o.updated_at) < rental_now() - make_interval(secs => ?)
     ORDER BY f.order_id
     LIMIT ${FOUND_AT_ONCE}
    `,
    [after, after, COMPLETION_DIES_AFTER_SECONDS]
  )
}

/**
 * Carts of the last day that had a period and have no order in the ledger: those that
 * became one all the same have lost their bookings. Not those whose completion may be about
 * to tell of its order.
 */
export async function findOpenCarts(knex: Knex): Promise<string[]> {
  const rows = await rowsOf<{ cart_id: string }>(
    knex,
    `SELECT cart_id FROM rental_cart
      WHERE order_id IS NULL AND updated_at > rental_now() - interval '1 day'
        AND updated_at < rental_now() - make_interval(secs => ?)
      ORDER BY updated_at DESC LIMIT 2000`,
    [COMPLETION_DIES_AFTER_SECONDS]
  )
  return rows.map((row) => row.cart_id)
}

/** Orders the ledger knows for a while that have no booking of any state. */
export async function findUnbookedOrders(knex: Knex): Promise<string[]> {
  const rows = await rowsOf<{ order_id: string }>(
    knex,
    `SELECT o.order_id FROM rental_order o
      WHERE NOT EXISTS (SELECT 1 FROM rental_booking b WHERE b.order_id = o.order_id)
        AND o.updated_at < rental_now() - make_interval(secs => ?)
      ORDER BY o.created_at DESC LIMIT 500`,
    [COMPLETION_DIES_AFTER_SECONDS]
  )
  return rows.map((row) => row.order_id)
}

/** Releases every hold of the carts. */
export async function releaseCarts(
  knex: Knex,
  cartIds: readonly string[]
): Promise<number> {
  return await ledgerTransaction(knex, async (trx) => {
    await execute(
      trx,
      `SELECT 1 FROM rental_cart WHERE cart_id = ANY (?::text[]) ORDER BY cart_id FOR UPDATE`,
      [cartIds]
    )
    return await execute(
      trx,
      `UPDATE rental_booking SET state = 'cancelled', updated_at = rental_now()
        WHERE cart_id = ANY (?::text[]) AND state = 'held'`,
      [cartIds]
    )
  })
}

/** Runs a pass unless one is under way, in this process or another. */
export async function onceAcrossProcesses<T>(
  knex: Knex,
  pass: () => Promise<T>
): Promise<T | null> {
  return await knex.transaction(async (trx) => {
    const [lock] = await rowsOf<{ taken: boolean }>(
      trx,
      `SELECT pg_try_advisory_xact_lock(hashtext('rental reconciler')) AS taken`
    )
    return lock?.taken ? await pass() : null
  })
}

/** Keeps what a pass found; passes that found nothing leave no row. */
export async function recordReconciliation(
  knex: Knex,
  report: { began_at: Date; mended: Record<string, number>; findings: readonly Finding[] }
): Promise<void> {
  await execute(
    knex,
    `INSERT INTO rental_reconciliation (began_at, ended_at, mended, findings)
     VALUES (?::timestamptz, rental_now(), ?::jsonb, ?::jsonb)`,
    [
      report.began_at.toISOString(),
      JSON.stringify(report.mended),
      JSON.stringify(report.findings.slice(0, 500)),
    ]
  )
}

export interface Reconciliation {
  id: string
  began_at: Date
  ended_at: Date
  mended: Record<string, number>
  findings: Finding[]
}

/** The latest passes that found something, the newest first. */
export async function readReconciliations(
  knex: Knex,
  limit: number
): Promise<Reconciliation[]> {
  return await rowsOf<Reconciliation>(
    knex,
    `SELECT id::text, began_at, ended_at, mended, findings
       FROM rental_reconciliation ORDER BY id DESC LIMIT ?`,
    [limit]
  )
}

/** All when null. */
async function itemsToRecount(knex: Knex, recount: Recount): Promise<string[] | null> {
  if (recount === "everything") {
    return null
  }
  const rows = await rowsOf<{ id: string }>(
    knex,
    `
    SELECT DISTINCT item_id AS id FROM rental_booking
     WHERE updated_at > rental_now() - interval '5 minutes'
     UNION
    SELECT id FROM rental_item
     WHERE abs(hashtext(id) % 60) = extract(minute FROM rental_now())::integer
        OR updated_at > rental_now() - interval '5 minutes'
    `
  )
  return rows.map((row) => row.id)
}

/** Brings supply to what fleet and downtime say, where somebody has made it say else. */
async function mendSupply(knex: Knex, itemIds: string[] | null): Promise<Finding[]> {
  const wrong = await rowsOf<{ item_id: string; location_id: string }>(
    knex,
    `SELECT item_id, location_id FROM rental_supply_wrong(?::text[]) LIMIT 1000`,
    [itemIds]
  )
  if (!wrong.length) {
    return []
  }
  await ledgerTransaction(knex, async (trx) => {
    await overbookKnowingly(trx, {
      author: "rental",
      reason: "Supply was made anew from fleet and downtime",
    })
    await execute(trx, `SELECT rental_supply_rebuild(?::text[], ?::text[])`, [
      wrong.map((place) => place.item_id),
      wrong.map((place) => place.location_id),
    ])
  })
  return wrong.map(({ item_id, location_id }) => ({
    kind: "slot_miscounted" as const,
    id: item_id,
    why: `the supply at ${location_id} was not what fleet and downtime say`,
  }))
}

/**
 * Finds suspects without locks, then recounts each under its lock: a booking that is
 * written meanwhile waits, and is neither missed nor counted twice.
 */
async function mendSlots(knex: Knex, itemIds: string[] | null): Promise<Finding[]> {
  const suspects = await rowsOf<Record<string, string | number>>(
    knex,
    `SELECT item_id, location_id, slot AS occupied_from, slot AS occupied_to, was
       FROM rental_slots_miscounted(?::text[]) LIMIT 1000`,
    [itemIds]
  )
  if (!suspects.length) {
    return []
  }
  const mended = await ledgerTransaction(knex, async (trx) =>
    rowsOf<{
      item_id: string
      location_id: string
      slot: number
      was: string
      is: string
    }>(
      trx,
      `SELECT item_id, location_id, slot, was, now_is AS is
         FROM rental_slots_mend(?::jsonb)`,
      [JSON.stringify(suspects)]
    )
  )
  return mended.map(({ item_id, location_id, slot, was, is }) => ({
    kind: "slot_miscounted" as const,
    id: item_id,
    why: `slot ${slot} at ${location_id}: booked/blocked/capacity was ${was}, is ${is}`,
  }))
}

/** Holds that came to nothing are of no interest after a week. */
async function purgeOldHolds(knex: Knex): Promise<number> {
  return await execute(
    knex,
    `
    DELETE FROM rental_booking WHERE id IN (
      SELECT id FROM rental_booking
       WHERE state IN ('expired', 'cancelled') AND order_id IS NULL
         AND updated_at < rental_now() - interval '7 days'
       LIMIT 1000
         FOR UPDATE SKIP LOCKED
    )
    `
  )
}

/** A mend that fails leaves a row each pass, until what is in its way is gone. */
async function purgeReconciliations(knex: Knex): Promise<void> {
  await execute(
    knex,
    `DELETE FROM rental_reconciliation WHERE ended_at < rental_now() - interval '90 days'`
  )
}
