import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { type BookingOwner } from "./booking-rows"
import { rowsOf } from "./query"

/** A stretch of slots of one item at one place. */
export interface SlotStretch {
  item_id: string
  location_id: string
  occupied_from: number
  occupied_to: number
}

/** The units of one slot that can be booked: none can when it is below zero. */
export interface FreeSlot {
  item_id: string
  location_id: string
  slot: number
  free: number
  capacity: number
}

/**
 * What is free in every slot of some stretches. Holds past their expiry do not count; nor
 * does what was overbooked give anything to others, so a slot can have less than nothing.
 *
 * @param spared when given, this cart's or order's own bookings do not count against it
 */
export async function readFreeSlots(
  knex: Knex,
  stretches: readonly SlotStretch[],
  spared: BookingOwner | null = null
): Promise<FreeSlot[]> {
  return await rowsOf<FreeSlot>(
    knex,
    `
    WITH wanted AS (
      SELECT DISTINCT w.item_id, w.location_id, slot
        FROM jsonb_to_recordset(?::jsonb) AS w (item_id text, location_id text,
                                                occupied_from integer, occupied_to integer),
             generate_series(w.occupied_from, w.occupied_to) slot
    ),
    own AS (
      SELECT id FROM rental_booking
       WHERE cart_id = ? AND state IN ('held', 'reserved', 'out')
       UNION
      SELECT id FROM rental_booking
       WHERE order_id = ? AND state IN ('reserved', 'out')
       UNION
      SELECT id FROM rental_booking WHERE state = 'held' AND expires_at <= rental_now()
    ),
    spared AS (
      SELECT b.item_id, b.location_id, slot, sum(b.quantity) AS units
        FROM own JOIN rental_booking b USING (id),
             generate_series(b.occupied_from, b.occupied_to) slot
       GROUP BY 1, 2, 3
    )
    SELECT w.item_id, w.location_id, w.slot,
           (coalesce(s.capacity - s.booked - s.blocked, p.capacity - p.blocked, 0)
             + coalesce(o.units, 0))::integer AS free,
           coalesce(s.capacity, p.capacity, 0) AS capacity
      FROM wanted w
      LEFT JOIN rental_slot s
        ON s.item_id = w.item_id AND s.location_id = w.location_id AND s.slot = w.slot
      LEFT JOIN rental_supply p
        ON p.item_id = w.item_id AND p.location_id = w.location_id
       AND w.slot BETWEEN p.from_slot AND p.to_slot
      LEFT JOIN spared o
        ON o.item_id = w.item_id AND o.location_id = w.location_id AND o.slot = w.slot
     ORDER BY 1, 2, 3
    `,
    [
      JSON.stringify(
        stretches.map(({ item_id, location_id, occupied_from, occupied_to }) => ({
          item_id,
          location_id,
          occupied_from,
          occupied_to,
        }))
      ),
      spared && "cart_id" in spared ? spared.cart_id : null,
      spared && "order_id" in spared ? spared.order_id : null,
    ]
  )
}
