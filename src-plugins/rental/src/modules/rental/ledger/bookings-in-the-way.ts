import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { rowsOf } from "./query"

/** A live booking of an item, as the shop is told of it. */
export interface BookingInTheWay {
  id: string
  cart_id: string | null
  order_id: string | null
  item_id: string
  location_id: string
  quantity: number
  start_date: string
  end_date: string
  state: string
  slot_minutes: number
  occupied_from: number
  occupied_to: number
}

/** The live bookings of some items that are not over, the nearest first; at most 50. */
export async function bookingsInTheWay(
  knex: Knex,
  itemIds: readonly string[]
): Promise<BookingInTheWay[]> {
  return await rowsOf<BookingInTheWay>(
    knex,
    `
    SELECT id, cart_id, order_id, item_id, location_id, quantity, start_date::text,
           end_date::text, state, slot_minutes, occupied_from, occupied_to
      FROM rental_booking
     WHERE item_id = ANY (?::text[]) AND state IN ('held', 'reserved', 'out', 'returned')
       AND occupied_to >= rental_oldest_open_slot(slot_minutes)
     ORDER BY start_date, id
     LIMIT 50
    `,
    [itemIds]
  )
}
