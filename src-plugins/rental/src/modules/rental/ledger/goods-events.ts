import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { type RentalEventName } from "./outbox"
import { execute } from "./query"

/** Tells what happened to goods of an order, in the transaction in which it does. */
export async function announceGoods(
  trx: Knex.Transaction,
  name: RentalEventName,
  bookingIds: readonly string[],
  more: Readonly<Record<string, unknown>> = {}
): Promise<void> {
  if (!bookingIds.length) {
    return
  }
  await execute(
    trx,
    `
    INSERT INTO rental_outbox (name, data)
    SELECT ?, jsonb_build_object(
             'cart_id', b.cart_id, 'order_id', b.order_id,
             'bookings', jsonb_agg(rental_event_booking(b)
                                   || jsonb_build_object('prepared', b.prepared)
                                   ORDER BY b.id)) || ?::jsonb
      FROM rental_booking b WHERE b.id = ANY (?::text[])
     GROUP BY b.cart_id, b.order_id
    `,
    [name, JSON.stringify(more), bookingIds]
  )
}
