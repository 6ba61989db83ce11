import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { type AgreedCharges } from "../charges/agreed-charges"
import { type DeliveryChoice } from "../delivery/delivery-choice"
import {
  periodColumns,
  periodOf,
  type PeriodColumns,
  type RentalPeriod,
} from "../periods/rental-period"
import { execute, rowsOf } from "./query"

/** The period of an order, and the cart it came from; staff make orders without one. */
export interface OrderRow {
  order_id: string
  cart_id: string | null
  period: RentalPeriod
  /** When it was placed, an ISO instant; null for a draft of staff's, or a quote. */
  placed_at: string | null
  /** What is chosen of delivery; null when nothing is. */
  delivery: DeliveryChoice | null
  /** What was agreed beside the prices: deposit and late fees; null for nothing. */
  charges: AgreedCharges | null
}

export async function readOrder(knex: Knex, orderId: string): Promise<OrderRow | null> {
  return await select(knex, orderId, "")
}

/** Locks the order's row: all writers of one order's bookings take turns. */
export async function lockOrder(
  trx: Knex.Transaction,
  orderId: string
): Promise<OrderRow | null> {
  return await select(trx, orderId, "FOR UPDATE")
}

/** Notes what is chosen of delivery. */
export async function writeOrderDelivery(
  trx: Knex.Transaction,
  orderId: string,
  delivery: DeliveryChoice | null
): Promise<void> {
  await execute(
    trx,
    `UPDATE rental_order SET delivery = ?::jsonb, updated_at = rental_now() WHERE order_id = ?`,
    [delivery && JSON.stringify(delivery), orderId]
  )
}

/**
 * Notes what is agreed beside the prices, unless something was agreed before.
 *
 * @returns whether it was noted
 */
export async function agreeOrderCharges(
  knex: Knex,
  orderId: string,
  charges: AgreedCharges
): Promise<boolean> {
  const noted = await execute(
    knex,
    `UPDATE rental_order SET charges = ?::jsonb, updated_at = rental_now()
      WHERE order_id = ? AND charges IS NULL`,
    [JSON.stringify(charges), orderId]
  )
  return noted > 0
}

/** Forgets what was agreed beside the prices: the order was not placed after all. */
export async function forgetOrderCharges(knex: Knex, orderId: string): Promise<void> {
  await execute(
    knex,
    `UPDATE rental_order SET charges = NULL, updated_at = rental_now() WHERE order_id = ?`,
    [orderId]
  )
}

/** Orders that staff made and that still book something, a minute old or more. */
export async function findStaffOrders(knex: Knex): Promise<string[]> {
  const rows = await rowsOf<{ order_id: string }>(
    knex,
    `SELECT o.order_id FROM rental_order o
      WHERE o.cart_id IS NULL AND o.created_at < rental_now() - interval '1 minute'
        AND EXISTS (SELECT 1 FROM rental_booking b
                     WHERE b.order_id = o.order_id AND b.state IN ('draft', 'reserved'))
      ORDER BY o.updated_at DESC LIMIT 2000`
  )
  return rows.map((row) => row.order_id)
}

/** Sets the period of an order, and thereby locks it. */
export async function writeOrderPeriod(
  trx: Knex.Transaction,
  orderId: string,
  period: RentalPeriod
): Promise<void> {
  const p = periodColumns(period)
  await execute(
    trx,
    `
    INSERT INTO rental_order (order_id, start_date, end_date, start_time, end_time)
    VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (order_id) DO UPDATE
      SET start_date = excluded.start_date, end_date = excluded.end_date,
          start_time = excluded.start_time, end_time = excluded.end_time, updated_at = rental_now()
    `,
    [orderId, p.start_date, p.end_date, p.start_time, p.end_time]
  )
}

/** Notes that an order is a draft, or that it is placed now; one that was placed stays so. */
export async function writeOrderPlaced(
  trx: Knex.Transaction,
  orderId: string,
  isDraft: boolean
): Promise<void> {
  await execute(
    trx,
    `UPDATE rental_order
        SET placed_at = CASE WHEN ? THEN NULL ELSE rental_now() END, updated_at = rental_now()
      WHERE order_id = ? AND (placed_at IS NULL) <> ?`,
    [isDraft, orderId, isDraft]
  )
}

export async function deleteOrderRow(
  trx: Knex.Transaction,
  orderId: string
): Promise<void> {
  await execute(trx, `DELETE FROM rental_order WHERE order_id = ?`, [orderId])
}

async function select(
  knex: Knex,
  orderId: string,
  lock: "" | "FOR UPDATE"
): Promise<OrderRow | null> {
  const rows = await rowsOf<Omit<OrderRow, "period"> & PeriodColumns>(
    knex,
    `SELECT order_id, cart_id, start_date::text, end_date::text, start_time, end_time,
            delivery, charges,
            to_char(placed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
              AS placed_at
       FROM rental_order WHERE order_id = ? ${lock}`,
    [orderId]
  )
  const row = rows[0]
  return row
    ? {
        order_id: row.order_id,
        cart_id: row.cart_id,
        placed_at: row.placed_at,
        delivery: row.delivery,
        charges: row.charges,
        period: periodOf(row.start_date, row.end_date, row.start_time, row.end_time),
      }
    : null
}
