import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { notFoundError, RentalError, requestError } from "../errors/rental-error"
import { todayIn, type LocalDate } from "../periods/local-date"
import { slotOfInstant } from "../periods/slots"
import { lockBookings, readOrderBookings, type BookingRow } from "./booking-rows"
import { goodsState } from "./goods-state"
import { type Ledger } from "./ledger"
import { lockOrder } from "./order-rows"
import { execute, rowsOf } from "./query"

/** Which goods of an order leave, come back or were not fetched; without, all of them. */
export interface GoodsRequest {
  booking_id: string
  /** Absent: the whole booking. */
  quantity?: number
  /** Serial units, for items that have them. */
  unit_ids?: readonly string[]
}

/** A booking of an order and how many of its units are meant. */
export interface Goods {
  row: BookingRow
  quantity: number
  unit_ids?: readonly string[]
}

/** The instant of the ledger's clock, and what it is in the shop. */
export interface Moment {
  instant: number
  today: LocalDate
  slotOf: (slotMinutes: number) => number
}

/**
 * Locks an order and reads all its bookings, whatever their state. The slots of its visits are
 * locked too: every writer takes them before those of goods, and `settleVisits` comes after.
 */
export async function lockOrderGoods(
  trx: Knex.Transaction,
  orderId: string
): Promise<BookingRow[]> {
  const order = await lockOrder(trx, orderId)
  if (!order) {
    throw notFoundError("id", `Order ${orderId} rents nothing`)
  }
  await lockBookings(trx, { order_id: orderId })
  await lockVisits(trx, orderId)
  return await readOrderBookings(trx, orderId)
}

/** What the ledger's clock says. */
export async function readMoment(knex: Knex, ledger: Ledger): Promise<Moment> {
  const [row] = await rowsOf<{ now: string }>(
    knex,
    `SELECT extract(epoch FROM rental_now()) * 1000 AS now`
  )
  const instant = Number(row?.now)
  return {
    instant,
    today: todayIn(ledger.timezone, new Date(instant)),
    slotOf: (slotMinutes) => slotOfInstant(instant, slotMinutes, ledger.timezone),
  }
}

/**
 * The goods that are asked for and still in `from`. What has already become `to` in the same
 * quantity is left out: a call that is made twice has one effect.
 *
 * @throws RentalError `rental_not_found`, `rental_request_invalid`, `rental_wrong_state`
 */
export function chooseGoods(
  bookings: readonly BookingRow[],
  asked: readonly GoodsRequest[] | undefined,
  from: "reserved" | "out" | "returned",
  to: "out" | "returned" | "no_show" | "checked"
): Goods[] {
  if (!asked) {
    return bookings
      .filter((row) => isIn(from, row))
      .map((row) => ({ row, quantity: row.quantity }))
  }
  refuseDoubles(asked)
  return asked.flatMap((request) => {
    const row = bookings.find((booking) => booking.id === request.booking_id)
    if (!row) {
      throw notFoundError("booking_id", `The order has no booking ${request.booking_id}`)
    }
    const whole = withParts(row, bookings)
    const quantity = request.quantity ?? request.unit_ids?.length ?? whole
    if (request.unit_ids && request.unit_ids.length !== quantity) {
      throw requestError("unit_ids", `Name as many units as leave or return: ${quantity}`)
    }
    if (isDone(to, row) && row.quantity <= quantity && quantity <= whole) {
      return []
    }
    if (!isIn(from, row)) {
      throw wrongState(row, from)
    }
    if (quantity > row.quantity) {
      throw requestError(
        "quantity",
        `Booking ${row.id} has ${row.quantity} units, not ${quantity}`
      )
    }
    return [{ row, quantity, unit_ids: request.unit_ids }]
  })
}

/** Once nothing of an order is to come or out, its return has been; if early, today. */
export async function settleVisits(
  trx: Knex.Transaction,
  orderId: string,
  today: number
): Promise<void> {
  await execute(
    trx,
    `
    UPDATE rental_booking v
       SET state = CASE WHEN v.occupied_from <= ? THEN 'returned' ELSE 'cancelled' END,
           updated_at = rental_now()
     WHERE v.order_id = ? AND v.state = 'reserved' AND v.item_id LIKE '#%'
       AND NOT EXISTS (
         SELECT 1 FROM rental_booking b
          WHERE b.order_id = v.order_id AND b.state IN ('draft', 'reserved', 'out')
            AND b.item_id NOT LIKE '#%'
       )
    `,
    [today, orderId]
  )
}

async function lockVisits(trx: Knex.Transaction, orderId: string): Promise<void> {
  await execute(
    trx,
    `
    SELECT 1
      FROM rental_slot s
      JOIN rental_booking v
        ON v.item_id = s.item_id AND v.location_id = s.location_id
       AND s.slot BETWEEN v.occupied_from AND v.occupied_to
     WHERE v.order_id = ? AND v.state = 'reserved' AND v.item_id LIKE '#%'
     ORDER BY s.item_id, s.location_id, s.slot
       FOR NO KEY UPDATE OF s
    `,
    [orderId]
  )
}

/** What is checked cannot be checked, and what is lost is nowhere. */
function isIn(from: "reserved" | "out" | "returned", row: BookingRow): boolean {
  return from === "returned" ? goodsState(row) === "returned" : row.state === from
}

function isDone(
  to: "out" | "returned" | "no_show" | "checked",
  row: BookingRow
): boolean {
  return to === "checked"
    ? row.checked_at !== null || row.condition === "lost"
    : row.state === to
}

/** Units of a booking, with those that were set apart from it when they came back. */
function withParts(row: BookingRow, bookings: readonly BookingRow[]): number {
  return bookings
    .filter(({ parted_from }) => parted_from === row.id)
    .reduce((sum, part) => sum + part.quantity, row.quantity)
}

function refuseDoubles(asked: readonly GoodsRequest[]): void {
  const ids = asked.map((request) => request.booking_id)
  const twice = ids.find((id, at) => ids.indexOf(id) !== at)
  if (twice) {
    throw requestError("booking_id", `Booking ${twice} is listed twice`)
  }
}

function wrongState(row: BookingRow, needed: string): RentalError {
  return new RentalError(
    "rental_wrong_state",
    `Booking ${row.id} is ${goodsState(row)} with ${row.quantity} units, not ${needed}.`,
    { booking: { id: row.id, state: goodsState(row), quantity: row.quantity } }
  )
}
