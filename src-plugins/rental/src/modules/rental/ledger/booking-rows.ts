import { generateEntityId } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { execute, rowsOf } from "./query"

export type BookingState =
  "held" | "reserved" | "out" | "returned" | "expired" | "cancelled"

/** What a booking says, apart from its identity. Days are `YYYY-MM-DD`. */
export interface BookingContent {
  line_item_id: string
  /** The variant the customer sees on the line: the package, for its components. */
  line_variant_id: string
  line_quantity: number
  item_id: string
  location_id: string
  quantity: number
  start_date: string
  end_date: string
  turnaround_before: number
  turnaround_after: number
  occupied_from: string
  occupied_to: string
  state: BookingState
  /** ISO instant; null once reserved. */
  expires_at: string | null
}

export interface BookingRow extends BookingContent {
  id: string
  cart_id: string | null
  order_id: string | null
}

const COLUMNS = `
  id, cart_id, order_id, line_item_id, line_variant_id, line_quantity, item_id, location_id,
  quantity, start_date::text, end_date::text, turnaround_before, turnaround_after,
  occupied_from::text, occupied_to::text, state,
  to_char(expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS expires_at
`

/** Locks and reads the live bookings of a cart. */
export async function lockCartBookings(
  trx: Knex.Transaction,
  cartId: string
): Promise<BookingRow[]> {
  return await select(
    trx,
    `WHERE cart_id = ? AND state IN ('held', 'reserved', 'out')
     ORDER BY item_id, location_id, id FOR UPDATE`,
    [cartId]
  )
}

/** The live bookings of a cart. */
export async function readCartBookings(
  knex: Knex,
  cartId: string
): Promise<BookingRow[]> {
  return await select(
    knex,
    `WHERE cart_id = ? AND state IN ('held', 'reserved', 'out')
     ORDER BY line_item_id, item_id`,
    [cartId]
  )
}

/** All bookings of an order, whatever their state. */
export async function readOrderBookings(
  knex: Knex,
  orderId: string
): Promise<BookingRow[]> {
  return await select(knex, `WHERE order_id = ? ORDER BY line_item_id, item_id`, [
    orderId,
  ])
}

/**
 * Writes new bookings in one statement, ordered by item, so that the triggers pass once
 * over the slots in the order everyone takes them.
 */
export async function insertBookings(
  trx: Knex.Transaction,
  cartId: string,
  contents: readonly BookingContent[]
): Promise<void> {
  if (!contents.length) {
    return
  }
  await execute(
    trx,
    `
    INSERT INTO rental_booking (
      id, cart_id, line_item_id, line_variant_id, line_quantity, item_id, location_id,
      quantity, start_date, end_date, turnaround_before, turnaround_after,
      occupied_from, occupied_to, state, expires_at
    )
    SELECT r.id, ?, r.line_item_id, r.line_variant_id, r.line_quantity, r.item_id,
           r.location_id, r.quantity, r.start_date, r.end_date, r.turnaround_before,
           r.turnaround_after, r.occupied_from, r.occupied_to, r.state, r.expires_at
      FROM jsonb_to_recordset(?::jsonb) AS r (${RECORD})
     ORDER BY r.item_id, r.location_id, r.occupied_from
    `,
    [
      cartId,
      JSON.stringify(
        contents.map((c) => ({ ...c, id: generateEntityId(undefined, "rbook") }))
      ),
    ]
  )
}

/** Rewrites bookings by id, all in one statement. */
export async function updateBookings(
  trx: Knex.Transaction,
  rows: readonly (BookingContent & { id: string })[]
): Promise<void> {
  if (!rows.length) {
    return
  }
  await execute(
    trx,
    `
    UPDATE rental_booking b
       SET line_variant_id = r.line_variant_id, line_quantity = r.line_quantity,
           location_id = r.location_id, quantity = r.quantity,
           start_date = r.start_date, end_date = r.end_date,
           turnaround_before = r.turnaround_before, turnaround_after = r.turnaround_after,
           occupied_from = r.occupied_from, occupied_to = r.occupied_to,
           state = r.state, expires_at = r.expires_at, updated_at = now()
      FROM jsonb_to_recordset(?::jsonb) AS r (${RECORD})
     WHERE b.id = r.id
    `,
    [JSON.stringify(rows)]
  )
}

/** Ends bookings without deleting them. */
export async function cancelBookings(
  trx: Knex.Transaction,
  ids: readonly string[]
): Promise<void> {
  if (!ids.length) {
    return
  }
  await execute(
    trx,
    `UPDATE rental_booking SET state = 'cancelled', updated_at = now()
      WHERE id = ANY (?::text[])`,
    [ids]
  )
}

/** Locks the slots that a change of several statements will touch, in the common order. */
export async function lockSlots(
  trx: Knex.Transaction,
  ranges: readonly Pick<
    BookingContent,
    "item_id" | "location_id" | "occupied_from" | "occupied_to"
  >[]
): Promise<void> {
  if (ranges.length) {
    await execute(trx, `SELECT rental_slots_lock(?::jsonb)`, [JSON.stringify(ranges)])
  }
}

const RECORD = `
  id text, line_item_id text, line_variant_id text, line_quantity integer, item_id text,
  location_id text, quantity integer, start_date date, end_date date,
  turnaround_before integer, turnaround_after integer, occupied_from date,
  occupied_to date, state text, expires_at timestamptz
`

async function select(
  knex: Knex,
  where: string,
  bindings: (string | string[])[]
): Promise<BookingRow[]> {
  const rows = await rowsOf<BookingRow>(
    knex,
    `SELECT ${COLUMNS} FROM rental_booking ${where}`,
    bindings
  )
  return rows
}
