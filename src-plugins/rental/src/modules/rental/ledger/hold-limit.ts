import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { RentalError } from "../errors/rental-error"
import { type HoldLimit } from "./ledger"
import { rowsOf } from "./query"

/**
 * Refuses when a visitor holds more than the limit in all carts together, this one
 * included; departures and returns are no units. Two carts of one visitor that are written at the same instant may pass it by
 * one cart: it keeps hoarders out, it does not guard stock.
 *
 * @throws RentalError `rental_hold_limit`
 */
export async function refuseTooMuch(
  trx: Knex.Transaction,
  limit: HoldLimit,
  visitor: string
): Promise<void> {
  const [held] = await rowsOf<{ carts: number; units: number }>(
    trx,
    `
    SELECT count(DISTINCT b.cart_id)::integer AS carts,
           coalesce(sum(b.quantity), 0)::integer AS units
      FROM rental_cart c
      JOIN rental_booking b ON b.cart_id = c.cart_id
     WHERE c.visitor = ? AND c.order_id IS NULL
       AND b.state = 'held' AND b.expires_at > rental_now() AND b.item_id NOT LIKE '#%'
    `,
    [visitor]
  )
  if (held && (held.carts > limit.carts || held.units > limit.units)) {
    throw new RentalError(
      "rental_hold_limit",
      `One visitor can hold ${limit.units} units in ${limit.carts} carts at a time. ` +
        "Order what you have, or remove some of it.",
      { limit: { carts: limit.carts, units: limit.units }, held }
    )
  }
}
