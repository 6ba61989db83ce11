import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { type LocalDate } from "../periods/local-date"
import { type BookingRow } from "./booking-rows"
import { rowsOf } from "./query"

/** Goods of an order that leave or return on a day. */
export interface GoodsOfDay {
  booking_id: string
  order_id: string
  line_item_id: string
  line_variant_id: string
  item_id: string
  location_id: string
  quantity: number
  prepared: number
  state: BookingRow["state"]
  condition: BookingRow["condition"]
  checked_at: string | null
  /** `HH:MM`; null for goods rented by the day. */
  time: string | null
  /** Serial numbers of the units that are packed or have left. */
  serials: string[]
}

export interface DayOfGoods {
  day: LocalDate
  /** The first or the last day of the rental. */
  end: "leaving" | "returning"
  /** Every place when absent. */
  location_id?: string
}

/**
 * What leaves on a day, packages taken apart, or what is due back; what has left or is back
 * already is told too.
 */
export async function readGoodsOfDay(
  knex: Knex,
  { day, end, location_id = "" }: DayOfGoods
): Promise<GoodsOfDay[]> {
  const [date, time, states] =
    end === "leaving"
      ? (["start_date", "start_time", "'reserved', 'out', 'returned'"] as const)
      : (["end_date", "end_time", "'out', 'returned'"] as const)
  return await rowsOf<GoodsOfDay>(
    knex,
    `
    WITH goods AS MATERIALIZED (
      SELECT b.id AS booking_id, b.order_id, b.line_item_id, b.line_variant_id, b.item_id,
             b.location_id, b.quantity, b.prepared, b.state, b.condition, b.checked_at, b.${time} AS time
        FROM rental_booking b
       WHERE b.${date} = ?::date AND b.order_id IS NOT NULL AND b.state IN (${states})
         AND b.item_id NOT LIKE '#%' AND (? = '' OR b.location_id = ?)
    ),
    units AS (
      SELECT a.booking_id, json_agg(u.serial ORDER BY u.serial) AS serials
        FROM rental_unit_assignment a
        JOIN rental_unit u ON u.id = a.unit_id
       WHERE a.booking_id IN (SELECT g.booking_id FROM goods g)
       GROUP BY a.booking_id
    )
    SELECT g.*, coalesce(u.serials, '[]') AS serials
      FROM goods g LEFT JOIN units u USING (booking_id)
     ORDER BY g.order_id, g.booking_id
    `,
    [day, location_id, location_id]
  )
}
