import { rowsOf } from "../ledger/query"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"

/** Days that a rental touches; all of them without. */
export interface Days {
  from?: string
  to?: string
}

/** A booking of an order. */
export interface ExportedBooking {
  id: string
  order_id: string
  variant_id: string
  line_variant_id: string | null
  location_id: string
  quantity: number
  state: string
  start_date: string
  start_time: string | null
  end_date: string
  end_time: string | null
}

/** An order with rented goods. */
export interface ExportedOrder {
  order_id: string
  start_date: string
  start_time: string | null
  end_date: string
  end_time: string | null
}

/** The bookings of orders, a page at a time, in the order of their ids. */
export function bookingPages(knex: Knex, days: Days): AsyncGenerator<ExportedBooking[]> {
  return pages(
    2000,
    ({ id }) => id,
    (after, limit) =>
      rowsOf(
        knex,
        `
      SELECT b.id, b.order_id, i.variant_id, b.line_variant_id, b.location_id, b.quantity,
             b.state, b.start_date::text, b.start_time, b.end_date::text, b.end_time
        FROM rental_booking b
        JOIN rental_item i ON i.id = b.item_id
       WHERE b.id > ? AND b.order_id IS NOT NULL AND ${TOUCHED.replaceAll("t.", "b.")}
       ORDER BY b.id LIMIT ?
      `,
        [after, ...bounds(days), limit]
      )
  )
}

/** Orders with rented goods, a page at a time, in the order of their ids. */
export function orderPages(knex: Knex, days: Days): AsyncGenerator<ExportedOrder[]> {
  return pages(
    200,
    ({ order_id }) => order_id,
    (after, limit) =>
      rowsOf(
        knex,
        `
      SELECT t.order_id, t.start_date::text, t.start_time, t.end_date::text, t.end_time
        FROM rental_order t
       WHERE t.order_id > ? AND ${TOUCHED}
       ORDER BY t.order_id LIMIT ?
      `,
        [after, ...bounds(days), limit]
      )
  )
}

const TOUCHED = `
  (?::date IS NULL OR t.end_date >= ?::date) AND (?::date IS NULL OR t.start_date <= ?::date)
`

function bounds({ from, to }: Days): (string | null)[] {
  return [from ?? null, from ?? null, to ?? null, to ?? null]
}

async function* pages<Row>(
  size: number,
  idOf: (row: Row) => string,
  read: (after: string, limit: number) => Promise<Row[]>
): AsyncGenerator<Row[]> {
  let after = ""
  for (;;) {
    const rows = await read(after, size)
    const last = rows.at(-1)
    if (rows.length) {
      yield rows
    }
    if (!last || rows.length < size) {
      return
    }
    after = idOf(last)
  }
}
