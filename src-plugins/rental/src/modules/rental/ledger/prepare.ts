import { generateEntityId } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { notFoundError, RentalError, requestError } from "../errors/rental-error"
import { type BookingRow } from "./booking-rows"
import { announceGoods } from "./goods-events"
import { type Ledger } from "./ledger"
import { lockOrderGoods, readMoment, type Moment } from "./order-goods"
import { readPackedUnits } from "./packed-units"
import { execute, rowsOf } from "./query"
import { ledgerTransaction } from "./transaction"
import { refuseUnnamedUnits, withUnitsNamed } from "./units"
import { refuseUnitsInRepair } from "./units-in-repair"

/** How much of a booking is packed. */
export interface PackRequest {
  booking_id: string
  /**
   * How many of its units are packed now, in all: none takes all out again. The whole
   * booking when absent. Not for items with serial numbers.
   */
  quantity?: number
  /** Serial units that are packed now, besides those that were. */
  unit_ids?: readonly string[]
}

/** What is packed: bookings by id, or serial numbers as they are scanned. */
export interface Packing {
  bookings?: readonly PackRequest[]
  serials?: readonly string[]
}

/**
 * Goods of an order are packed: all of them, or what is asked for. Says how things are, so
 * saying it twice changes nothing. A unit is packed for one booking at a time, and not while
 * it is out: that is for the exclusion constraint to say.
 *
 * @returns the ids of the bookings of which more or less is packed by this call
 * @throws RentalError `rental_wrong_state` for goods that are not reserved,
 *   `rental_unit_out` for a unit that is out or packed elsewhere
 */
export async function prepareGoods(
  ledger: Ledger,
  orderId: string,
  packing: Packing = {}
): Promise<string[]> {
  const named = await namedUnits(ledger.knex, packing)
  return await withUnitsNamed(ledger.knex, [{ booking_id: "", unit_ids: named }], () =>
    ledgerTransaction(ledger.knex, async (trx) => {
      const bookings = await lockOrderGoods(trx, orderId)
      const moment = await readMoment(trx, ledger)
      const requests = await requestsOf(trx, bookings, packing)
      const packed = await readPackedUnits(
        trx,
        requests.map(({ row }) => row.id)
      )
      const targets = requests.map((request) => targetOf(request, packed))
      const goods = targets.map(({ row, quantity, all_units }) => ({
        row,
        quantity,
        unit_ids: all_units,
      }))
      await refuseUnnamedUnits(trx, goods)
      await refuseUnitsInRepair(trx, goods, moment.today)
      await packUnits(trx, targets, moment)
      return await writePrepared(trx, targets)
    })
  )
}

/** What is taken out again: whole bookings, or units of them. */
export interface UnpackRequest {
  booking_id: string
  unit_ids?: readonly string[]
}

/**
 * Goods of an order are unpacked: all of them, or what is asked for. Safe to repeat.
 *
 * @returns the ids of the bookings of which less is packed by this call
 */
export async function unprepareGoods(
  ledger: Ledger,
  orderId: string,
  asked?: readonly UnpackRequest[]
): Promise<string[]> {
  return await ledgerTransaction(ledger.knex, async (trx) => {
    const bookings = await lockOrderGoods(trx, orderId)
    const requests: readonly UnpackRequest[] =
      asked ?? bookings.map((row) => ({ booking_id: row.id }))
    const packed = await readPackedUnits(
      trx,
      requests.map(({ booking_id }) => booking_id)
    )
    const targets = requests.map(({ booking_id, unit_ids }): Target => {
      const row = findBooking(bookings, booking_id)
      const gone = packed.get(row.id)?.filter((id) => unit_ids?.includes(id)) ?? []
      return {
        row,
        quantity: unit_ids ? Math.max(0, row.prepared - gone.length) : 0,
        gone_units: unit_ids ? gone : undefined,
      }
    })
    for (const { row, gone_units } of targets) {
      if (gone_units) {
        await execute(
          trx,
          `DELETE FROM rental_unit_assignment
            WHERE booking_id = ? AND unit_id = ANY (?::text[]) AND out_at IS NULL`,
          [row.id, gone_units]
        )
      }
    }
    return await writePrepared(trx, targets)
  })
}

/** How much of a booking shall be packed, in all. */
interface Target {
  row: BookingRow
  quantity: number
  new_units?: readonly string[]
  /** Those that are packed then, for an item that has serial numbers. */
  all_units?: readonly string[]
  gone_units?: readonly string[]
}

interface RowRequest extends PackRequest {
  row: BookingRow
}

async function requestsOf(
  trx: Knex.Transaction,
  bookings: readonly BookingRow[],
  { bookings: asked, serials }: Packing
): Promise<RowRequest[]> {
  if (serials) {
    return await scanned(trx, bookings, serials)
  }
  if (!asked) {
    return bookings
      .filter(({ state }) => state === "reserved")
      .map((row) => ({ row, booking_id: row.id }))
  }
  const ids = asked.map(({ booking_id }) => booking_id)
  const twice = ids.find((id, at) => ids.indexOf(id) !== at)
  if (twice) {
    throw requestError("booking_id", `Booking ${twice} is listed twice`)
  }
  return asked.map((request) => {
    const row = findBooking(bookings, request.booking_id)
    if (row.state !== "reserved") {
      throw new RentalError(
        "rental_wrong_state",
        `Booking ${row.id} is ${row.state} with ${row.quantity} units, not reserved.`,
        { booking: { id: row.id, state: row.state, quantity: row.quantity } }
      )
    }
    return { ...request, row }
  })
}

/** Scanned units go to the bookings of the order that still want one of their item. */
async function scanned(
  trx: Knex.Transaction,
  bookings: readonly BookingRow[],
  serials: readonly string[]
): Promise<RowRequest[]> {
  const waiting = bookings.filter(({ state }) => state === "reserved")
  const units = await rowsOf<{ id: string; serial: string; item_id: string }>(
    trx,
    `SELECT id, serial, item_id FROM rental_unit
      WHERE serial = ANY (?::text[]) AND item_id = ANY (?::text[]) AND retired_at IS NULL`,
    [serials, waiting.map(({ item_id }) => item_id)]
  )
  const packed = await readPackedUnits(
    trx,
    waiting.map(({ id }) => id)
  )
  const requests = new Map<string, RowRequest & { unit_ids: string[] }>()
  for (const serial of new Set(serials)) {
    const unit = onlyUnit(units, serial)
    const has = (row: BookingRow) => [
      ...(packed.get(row.id) ?? []),
      ...(requests.get(row.id)?.unit_ids ?? []),
    ]
    const own = waiting.filter(({ item_id }) => item_id === unit.item_id)
    const row =
      own.find((one) => has(one).includes(unit.id)) ??
      own.find((one) => has(one).length < one.quantity)
    if (!row) {
      throw requestError("serials", `The order has all it wants of what ${serial} is`)
    }
    const request = requests.get(row.id) ?? { booking_id: row.id, row, unit_ids: [] }
    request.unit_ids.push(unit.id)
    requests.set(row.id, request)
  }
  return [...requests.values()]
}

function onlyUnit<U extends { serial: string }>(units: readonly U[], serial: string): U {
  const [unit, other] = units.filter((one) => one.serial === serial)
  if (!unit) {
    throw notFoundError("serials", `${serial} is of nothing that this order still wants`)
  }
  if (other) {
    throw requestError(
      "serials",
      `${serial} is the number of units of two items: name the unit by its id`
    )
  }
  return unit
}

function targetOf(
  { row, quantity, unit_ids }: RowRequest,
  packed: ReadonlyMap<string, readonly string[]>
): Target {
  const before = packed.get(row.id) ?? []
  if (unit_ids) {
    const all_units = [...new Set([...before, ...unit_ids])]
    const new_units = all_units.filter((id) => !before.includes(id))
    if (quantity !== undefined && quantity !== all_units.length) {
      throw requestError("unit_ids", `With these, ${all_units.length} units are packed`)
    }
    refuseMore(row, all_units.length)
    return { row, quantity: all_units.length, new_units, all_units }
  }
  const target = quantity ?? row.quantity
  refuseMore(row, target)
  // Serial units are taken out by name; that as many are packed as before is no change.
  const all_units =
    target === 0 || (before.length > 0 && before.length === target) ? before : undefined
  return { row, quantity: target, all_units }
}

function refuseMore(row: BookingRow, quantity: number): void {
  if (quantity > row.quantity) {
    throw requestError(
      "quantity",
      `Booking ${row.id} has ${row.quantity} units, not ${quantity}`
    )
  }
}

function findBooking(bookings: readonly BookingRow[], id: string): BookingRow {
  const row = bookings.find((booking) => booking.id === id)
  if (!row) {
    throw notFoundError("booking_id", `The order has no booking ${id}`)
  }
  return row
}

/** Every unit that a call may pack, for the refusal that names them. */
async function namedUnits(
  knex: Knex,
  { bookings = [], serials }: Packing
): Promise<string[]> {
  if (!serials) {
    return bookings.flatMap(({ unit_ids = [] }) => unit_ids)
  }
  const rows = await rowsOf<{ id: string }>(
    knex,
    `SELECT id FROM rental_unit WHERE serial = ANY (?::text[])`,
    [serials]
  )
  return rows.map(({ id }) => id)
}

async function packUnits(
  trx: Knex.Transaction,
  targets: readonly Target[],
  moment: Moment
): Promise<void> {
  const rows = targets.flatMap(({ row, new_units = [] }) =>
    new_units.map((unit_id) => ({
      id: generateEntityId(undefined, "rassign"),
      unit_id,
      booking_id: row.id,
      slot: moment.slotOf(row.slot_minutes),
    }))
  )
  if (!rows.length) {
    return
  }
  await execute(
    trx,
    `
    INSERT INTO rental_unit_assignment (id, unit_id, booking_id, during)
    SELECT r.id, r.unit_id, r.booking_id,
           int4range(greatest(r.slot, (
             SELECT max(upper(a.during)) FROM rental_unit_assignment a
              WHERE a.unit_id = r.unit_id AND a.returned_at IS NOT NULL
           )), NULL)
      FROM jsonb_to_recordset(?::jsonb)
           AS r (id text, unit_id text, booking_id text, slot integer)
     ORDER BY r.unit_id
    `,
    [JSON.stringify(rows)]
  )
}

/** Units in excess of what is packed go by trigger. */
async function writePrepared(
  trx: Knex.Transaction,
  targets: readonly Target[]
): Promise<string[]> {
  const changed = targets.filter(({ row, quantity }) => row.prepared !== quantity)
  if (!changed.length) {
    return []
  }
  await execute(
    trx,
    `UPDATE rental_booking b SET prepared = r.prepared, updated_at = rental_now()
       FROM jsonb_to_recordset(?::jsonb) AS r (id text, prepared integer)
      WHERE b.id = r.id`,
    [
      JSON.stringify(
        changed.map(({ row, quantity }) => ({ id: row.id, prepared: quantity }))
      ),
    ]
  )
  const idsOf = (some: readonly Target[]) => some.map(({ row }) => row.id)
  const more = changed.filter(({ row, quantity }) => quantity > row.prepared)
  const less = changed.filter(({ row, quantity }) => quantity < row.prepared)
  await announceGoods(trx, "rental.prepared", idsOf(more))
  await announceGoods(trx, "rental.unprepared", idsOf(less))
  return idsOf(changed)
}
