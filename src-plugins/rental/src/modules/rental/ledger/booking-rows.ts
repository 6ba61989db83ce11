import { generateEntityId } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { WINDOW_ITEM } from "../delivery/windows"
import { type PeriodColumns } from "../periods/rental-period"
import { execute, rowsOf } from "./query"

/** `held`, `reserved`, `out` and `returned` occupy their slots; the others do not. */
export type BookingState =
  "draft" | "held" | "reserved" | "out" | "returned" | "expired" | "cancelled" | "no_show"

/** What a booking says, apart from its identity. */
export interface BookingContent extends PeriodColumns {
  line_item_id: string
  /** The variant the customer sees on the line: the package, for its components. */
  line_variant_id: string
  line_quantity: number
  item_id: string
  location_id: string
  quantity: number
  /** Minutes of a slot of the item; turnaround and occupied range count in such slots. */
  slot_minutes: number
  turnaround_before: number
  turnaround_after: number
  occupied_from: number
  occupied_to: number
  state: BookingState
  /** ISO instant; null once reserved. */
  expires_at: string | null
}

export interface BookingRow extends BookingContent {
  id: string
  cart_id: string | null
  order_id: string | null
  /** How many of its units are packed, while it is reserved. */
  prepared: number
  /** How its units left, if that was noted. */
  condition_out: Condition | null
  /** How they came back; `lost`: they did not. */
  condition: ReturnCondition | null
  /** What staff noted last. */
  goods_note: string | null
  /** ISO instant at which they were looked over. */
  checked_at: string | null
  /** The booking that damaged or lost units were set apart from. */
  parted_from: string | null
}

export const CONDITIONS = ["good", "worn", "dirty"] as const

export type Condition = (typeof CONDITIONS)[number]

export type ReturnCondition = Condition | "damaged" | "lost"

/** Bookings of a cart or order that count: their line still needs them. */
const LIVE = `state IN ('draft', 'held', 'reserved', 'out')`

/** Visits and jobs of a day are counted as bookings too, but are none to anybody else. */
const IS_GOODS = `item_id NOT LIKE '#%'`

const COLUMNS = `
  id, cart_id, order_id, line_item_id, line_variant_id, line_quantity, item_id, location_id,
  quantity, start_date::text, end_date::text, start_time, end_time, slot_minutes,
  turnaround_before, turnaround_after, occupied_from, occupied_to, state,
  prepared, condition_out, condition, goods_note, parted_from,
  to_char(checked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS checked_at,
  to_char(expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS expires_at
`

/** Whose bookings: those of a cart, or those of an order. */
export type BookingOwner = { cart_id: string } | { order_id: string }

/** Locks and reads the live bookings of a cart or an order. */
export async function lockBookings(
  trx: Knex.Transaction,
  owner: BookingOwner
): Promise<BookingRow[]> {
  const [where, id] = ownedBy(owner)
  return await select(
    trx,
    `WHERE ${where} AND ${LIVE} ORDER BY item_id, location_id, id FOR UPDATE`,
    [id]
  )
}

/** The live bookings of a cart. */
export async function readCartBookings(
  knex: Knex,
  cartId: string
): Promise<BookingRow[]> {
  return await select(
    knex,
    `WHERE cart_id = ? AND ${LIVE} AND ${IS_GOODS} ORDER BY line_item_id, item_id`,
    [cartId]
  )
}

/** The live bookings of a cart, jobs of delivery among them. */
export async function readCartHoldings(
  knex: Knex,
  cartId: string
): Promise<BookingRow[]> {
  return await select(
    knex,
    `WHERE cart_id = ? AND ${LIVE} AND (${IS_GOODS} OR item_id LIKE '${WINDOW_ITEM}%')
      ORDER BY line_item_id, item_id`,
    [cartId]
  )
}

/** All bookings of an order, whatever their state. */
export async function readOrderBookings(
  knex: Knex,
  orderId: string
): Promise<BookingRow[]> {
  return await select(
    knex,
    `WHERE order_id = ? AND ${IS_GOODS} ORDER BY line_item_id, item_id, id`,
    [orderId]
  )
}

/** Bookings that are out and were due back on a day or before. */
export async function readOutBookings(
  knex: Knex,
  dueUntil: string
): Promise<BookingRow[]> {
  return await select(
    knex,
    `WHERE state = 'out' AND end_date <= ?::date ORDER BY end_date, id LIMIT 5000`,
    [dueUntil]
  )
}

/**
 * Writes new bookings in one statement, ordered by item, so that the triggers pass once
 * over the slots in the order everyone takes them.
 */
export async function insertBookings(
  trx: Knex.Transaction,
  owner: { cart_id: string | null; order_id: string | null },
  contents: readonly BookingContent[]
): Promise<void> {
  if (!contents.length) {
    return
  }
  await execute(
    trx,
    `
    INSERT INTO rental_booking (
      id, cart_id, order_id, line_item_id, line_variant_id, line_quantity, item_id,
      location_id, quantity, start_date, end_date, start_time, end_time, slot_minutes,
      turnaround_before, turnaround_after, occupied_from, occupied_to, state, expires_at
    )
    SELECT r.id, ?, ?, r.line_item_id, r.line_variant_id, r.line_quantity, r.item_id,
           r.location_id, r.quantity, r.start_date, r.end_date, r.start_time, r.end_time,
           r.slot_minutes, r.turnaround_before, r.turnaround_after, r.occupied_from,
           r.occupied_to, r.state, r.expires_at
      FROM jsonb_to_recordset(?::jsonb) AS r (${RECORD})
     ORDER BY r.item_id, r.location_id, r.occupied_from
    `,
    [
      owner.cart_id,
      owner.order_id,
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
           start_time = r.start_time, end_time = r.end_time,
           slot_minutes = r.slot_minutes, turnaround_before = r.turnaround_before, turnaround_after = r.turnaround_after,
           occupied_from = r.occupied_from, occupied_to = r.occupied_to,
           state = r.state, expires_at = r.expires_at, updated_at = rental_now()
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
    `UPDATE rental_booking SET state = 'cancelled', updated_at = rental_now()
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
  location_id text, quantity integer, start_date date, end_date date, start_time text,
  end_time text, slot_minutes integer, turnaround_before integer, turnaround_after integer,
  occupied_from integer, occupied_to integer, state text, expires_at timestamptz
`

function ownedBy(owner: BookingOwner): [column: string, id: string] {
  return "cart_id" in owner
    ? ["cart_id = ?", owner.cart_id]
    : ["order_id = ?", owner.order_id]
}

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
