import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { periodOf, type RentalPeriod } from "../periods/rental-period"
import { execute, rowsOf } from "./query"

/** The one period of a cart, and how far its completion has come. */
export interface CartRow {
  cart_id: string
  period: RentalPeriod
  order_id: string | null
  /** Workflow transaction id -> ISO instant at which that completion began. */
  completions: Record<string, string>
}

export async function readCart(knex: Knex, cartId: string): Promise<CartRow | null> {
  return await select(knex, cartId, "")
}

/** Locks the cart's row: all writers of one cart's bookings take turns. */
export async function lockCart(
  trx: Knex.Transaction,
  cartId: string
): Promise<CartRow | null> {
  return await select(trx, cartId, "FOR UPDATE")
}

/** Sets the period of a cart, and thereby locks it. */
export async function writeCartPeriod(
  trx: Knex.Transaction,
  cartId: string,
  period: RentalPeriod
): Promise<void> {
  await execute(
    trx,
    `
    INSERT INTO rental_cart (cart_id, start_date, end_date) VALUES (?, ?, ?)
    ON CONFLICT (cart_id) DO UPDATE
      SET start_date = excluded.start_date, end_date = excluded.end_date, updated_at = now()
    `,
    [cartId, period.start_date, period.end_date]
  )
}

export async function deleteCart(trx: Knex.Transaction, cartId: string): Promise<void> {
  await execute(trx, `DELETE FROM rental_cart WHERE cart_id = ?`, [cartId])
}

async function select(
  knex: Knex,
  cartId: string,
  lock: "" | "FOR UPDATE"
): Promise<CartRow | null> {
  const rows = await rowsOf<
    Omit<CartRow, "period"> & { start_date: string; end_date: string }
  >(
    knex,
    `SELECT cart_id, start_date::text, end_date::text, order_id, completions
       FROM rental_cart WHERE cart_id = ? ${lock}`,
    [cartId]
  )
  const row = rows[0]
  if (!row) {
    return null
  }
  const { start_date, end_date, ...rest } = row
  return { ...rest, period: periodOf(start_date, end_date) }
}
