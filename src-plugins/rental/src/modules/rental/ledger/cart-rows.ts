import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { type AgreedCharges } from "../charges/agreed-charges"
import { type DeliveryChoice } from "../delivery/delivery-choice"
import {
  periodColumns,
  periodOf,
  type PeriodColumns,
  type RentalPeriod,
} from "../periods/rental-period"
import { type CartAdd } from "./cart-keys"
import { execute, rowsOf } from "./query"

/** The one period of a cart, and how far its completion has come. */
export interface CartRow {
  cart_id: string
  period: RentalPeriod
  order_id: string | null
  /** The order that its completion made and then took back. */
  detached_order_id: string | null
  /** Who shops with it, when known. */
  visitor: string | null
  /** What is chosen of delivery; null while nothing is. */
  delivery: DeliveryChoice | null
  /** What was agreed beside the prices when its completion began. */
  charges: AgreedCharges | null
  /** Workflow transaction id -> ISO instant at which that completion began. */
  completions: Record<string, string>
  /** Whether a completion began so lately that it may still be under way. */
  completing: boolean
  /** The ledger's clock when the row was read, an ISO instant. */
  now: string
  /** The add that came with the key that was asked about. */
  known_add?: CartAdd | null
}

/** A cart is not changed while a completion is younger than this. */
const COMPLETION_UNDER_WAY = "2 minutes"

/** @param key of an add that may have come before */
export async function readCart(
  knex: Knex,
  cartId: string,
  key?: string
): Promise<CartRow | null> {
  return await select(knex, cartId, "", key)
}

/** Locks the cart's row: all writers of one cart's bookings take turns. */
export async function lockCart(
  trx: Knex.Transaction,
  cartId: string
): Promise<CartRow | null> {
  return await select(trx, cartId, "FOR UPDATE")
}

/**
 * Gives a cart a row.
 *
 * @returns false when another transaction was first
 */
export async function insertCart(
  trx: Knex.Transaction,
  cartId: string,
  period: RentalPeriod
): Promise<boolean> {
  const p = periodColumns(period)
  const inserted = await execute(
    trx,
    `INSERT INTO rental_cart (cart_id, start_date, end_date, start_time, end_time)
     VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [cartId, p.start_date, p.end_date, p.start_time, p.end_time]
  )
  return inserted === 1
}

/** Sets the period of a cart, and thereby locks it. */
export async function writeCartPeriod(
  trx: Knex.Transaction,
  cartId: string,
  period: RentalPeriod
): Promise<void> {
  const p = periodColumns(period)
  await execute(
    trx,
    `
    INSERT INTO rental_cart (cart_id, start_date, end_date, start_time, end_time)
    VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (cart_id) DO UPDATE
      SET start_date = excluded.start_date, end_date = excluded.end_date,
          start_time = excluded.start_time, end_time = excluded.end_time, updated_at = rental_now()
    `,
    [cartId, p.start_date, p.end_date, p.start_time, p.end_time]
  )
}

/** Notes who shops with a cart, for the limit of what one visitor can hold. */
export async function writeCartVisitor(
  trx: Knex.Transaction,
  cartId: string,
  visitor: string
): Promise<void> {
  await execute(
    trx,
    `UPDATE rental_cart SET visitor = ? WHERE cart_id = ? AND visitor IS DISTINCT FROM ?`,
    [visitor, cartId, visitor]
  )
}

/** Notes what is chosen of delivery. */
export async function writeCartDelivery(
  trx: Knex.Transaction,
  cartId: string,
  delivery: DeliveryChoice | null
): Promise<void> {
  await execute(
    trx,
    `UPDATE rental_cart SET delivery = ?::jsonb, updated_at = rental_now() WHERE cart_id = ?`,
    [delivery && JSON.stringify(delivery), cartId]
  )
}

export async function deleteCart(trx: Knex.Transaction, cartId: string): Promise<void> {
  await execute(trx, `DELETE FROM rental_cart WHERE cart_id = ?`, [cartId])
}

const KNOWN_ADD = `
  (SELECT to_json(k) FROM rental_cart_key k
    WHERE k.cart_id = rental_cart.cart_id AND k.key = ?) AS known_add,
`

async function select(
  knex: Knex,
  cartId: string,
  lock: "" | "FOR UPDATE",
  key?: string
): Promise<CartRow | null> {
  const rows = await rowsOf<Omit<CartRow, "period"> & PeriodColumns>(
    knex,
    `SELECT ${key === undefined ? "" : KNOWN_ADD}
            cart_id, start_date::text, end_date::text, start_time, end_time, order_id,
            detached_order_id, visitor, delivery, charges, completions,
            EXISTS (SELECT 1 FROM jsonb_each_text(completions) AS c (id, began_at)
                     WHERE c.began_at::timestamptz
                           > rental_now() - interval '${COMPLETION_UNDER_WAY}') AS completing,
            to_char(rental_now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS now
       FROM rental_cart WHERE cart_id = ? ${lock}`,
    key === undefined ? [cartId] : [key, cartId]
  )
  const row = rows[0]
  if (!row) {
    return null
  }
  const { start_date, end_date, start_time, end_time, ...rest } = row
  return { ...rest, period: periodOf(start_date, end_date, start_time, end_time) }
}
