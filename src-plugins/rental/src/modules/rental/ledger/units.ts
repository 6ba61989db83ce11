import { generateEntityId } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { notFoundError, RentalError, requestError } from "../errors/rental-error"
import { byVariant } from "../items/item-rows"
import { type Ledger } from "./ledger"
import { type Goods, type GoodsRequest, type Moment } from "./order-goods"
import { execute, rowsOf } from "./query"
import { ledgerTransaction } from "./transaction"

/** A thing with a serial number. */
export interface Unit {
  id: string
  item_id: string
  variant_id: string
  location_id: string
  serial: string
  note: string | null
  /** ISO instant; null while in use. */
  retired_at: string | null
  /** Whom it is out with; null in the store room. */
  out: { order_id: string; booking_id: string } | null
  /** For whom it is packed; null on its shelf. */
  packed: { order_id: string; booking_id: string } | null
}

export interface UnitInput {
  variant_id: string
  /** The item's only place when absent. */
  location_id?: string
  serial: string
  note?: string | null
}

/** Serial units, retired ones only when asked for by id. */
export async function readUnits(
  knex: Knex,
  filter: { variant_ids?: readonly string[]; ids?: readonly string[] } = {}
): Promise<Unit[]> {
  const { variant_ids = null, ids = null } = filter
  return await rowsOf<Unit>(
    knex,
    `
    SELECT u.id, u.item_id, i.variant_id, u.location_id, u.serial, u.note,
           to_char(u.retired_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS retired_at,
           (SELECT jsonb_build_object('order_id', b.order_id, 'booking_id', b.id)
              FROM rental_unit_assignment a
              JOIN rental_booking b ON b.id = a.booking_id
             WHERE a.unit_id = u.id AND a.out_at IS NOT NULL AND a.returned_at IS NULL
             LIMIT 1) AS out,
           (SELECT jsonb_build_object('order_id', b.order_id, 'booking_id', b.id)
              FROM rental_unit_assignment a
              JOIN rental_booking b ON b.id = a.booking_id
             WHERE a.unit_id = u.id AND a.out_at IS NULL
             LIMIT 1) AS packed
      FROM rental_unit u
      JOIN rental_item i ON i.id = u.item_id
     WHERE (?::text[] IS NULL OR i.variant_id = ANY (?::text[]))
       AND CASE WHEN ?::text[] IS NULL THEN u.retired_at IS NULL
                ELSE u.id = ANY (?::text[]) END
     ORDER BY i.variant_id, u.serial
     LIMIT 5000
    `,
    [variant_ids, variant_ids, ids, ids]
  )
}

/**
 * Registers serial units, all or none.
 *
 * @throws RentalError `rental_request_invalid` for a serial number that the item has already
 */
export async function addUnits(
  ledger: Ledger,
  inputs: readonly UnitInput[]
): Promise<Unit[]> {
  const items = byVariant(await ledger.items())
  const rows = inputs.map((input) => {
    const item = items.get(input.variant_id)
    if (!item) {
      throw notFoundError("variant_id", `Variant ${input.variant_id} is not for rent`)
    }
    if (item.components.length) {
      throw requestError("variant_id", "A package has no units of its own")
    }
    const places = [...new Set(item.fleet.map((place) => place.location_id))]
    return {
      id: generateEntityId(undefined, "runit"),
      item_id: item.id,
      location_id: placeOf(places, input.location_id),
      serial: input.serial,
      note: input.note ?? null,
    }
  })
  await ledgerTransaction(ledger.knex, (trx) =>
    execute(
      trx,
      `
      INSERT INTO rental_unit (id, item_id, location_id, serial, note)
      SELECT r.id, r.item_id, r.location_id, r.serial, r.note
        FROM jsonb_to_recordset(?::jsonb)
             AS r (id text, item_id text, location_id text, serial text, note text)
      `,
      [JSON.stringify(rows)]
    )
  ).catch((error: unknown) => {
    throw isViolationOf(error, "rental_unit_serial_unique")
      ? requestError("serial", "The item has a unit of this serial number already")
      : error
  })
  return await readUnits(ledger.knex, { ids: rows.map((row) => row.id) })
}

/**
 * Takes a unit out of use for good. Its history stays; retired twice is retired.
 *
 * @throws RentalError `rental_unit_out` while it is out or packed
 */
export async function retireUnit(ledger: Ledger, id: string): Promise<Unit> {
  return await ledgerTransaction(ledger.knex, async (trx) => {
    await execute(trx, `SELECT 1 FROM rental_unit WHERE id = ? FOR UPDATE`, [id])
    const [unit] = await readUnits(trx, { ids: [id] })
    if (!unit) {
      throw notFoundError("id", `There is no unit ${id}`)
    }
    if (unit.out || unit.packed) {
      throw unitsOut([unit])
    }
    await execute(
      trx,
      `UPDATE rental_unit SET retired_at = coalesce(retired_at, rental_now()),
              updated_at = rental_now()
        WHERE id = ?`,
      [id]
    )
    const [retired] = await readUnits(trx, { ids: [id] })
    return retired ?? unit
  })
}

/** Brings back what `retireUnit` retired. */
export async function reinstateUnit(ledger: Ledger, id: string): Promise<void> {
  await ledgerTransaction(ledger.knex, (trx) =>
    execute(trx, `UPDATE rental_unit SET retired_at = NULL WHERE id = ?`, [id])
  )
}

/** The units that are packed for or left with some bookings, by booking. */
export async function readAssignedUnits(
  knex: Knex,
  bookingIds: readonly string[]
): Promise<Map<string, { id: string; serial: string }[]>> {
  const rows = await rowsOf<{ booking_id: string; id: string; serial: string }>(
    knex,
    `SELECT a.booking_id, u.id, u.serial
       FROM rental_unit_assignment a JOIN rental_unit u ON u.id = a.unit_id
      WHERE a.booking_id = ANY (?::text[]) ORDER BY u.serial`,
    [bookingIds]
  )
  const units = new Map<string, { id: string; serial: string }[]>()
  for (const { booking_id, ...unit } of rows) {
    units.set(booking_id, [...(units.get(booking_id) ?? []), unit])
  }
  return units
}

/** Items with serial units leave by serial number. */
export async function refuseUnnamedUnits(
  trx: Knex.Transaction,
  goods: readonly Goods[]
): Promise<void> {
  const rows = await rowsOf<{ id: string; item_id: string; location_id: string }>(
    trx,
    `SELECT id, item_id, location_id FROM rental_unit
      WHERE item_id = ANY (?::text[]) AND retired_at IS NULL`,
    [[...new Set(goods.map(({ row }) => row.item_id))]]
  )
  for (const { row, quantity, unit_ids } of goods) {
    const units = rows.filter((unit) => unit.item_id === row.item_id)
    if (units.length && !unit_ids) {
      throw requestError(
        "unit_ids",
        `Booking ${row.id} is of an item with serial numbers: name the ${quantity} units`
      )
    }
    const unknown = unit_ids?.find((id) => !units.some((unit) => unit.id === id))
    if (unknown) {
      throw requestError(
        "unit_ids",
        `Unit ${unknown} is none of booking ${row.id}'s item`
      )
    }
    const elsewhere = units.find(
      (unit) => unit_ids?.includes(unit.id) && unit.location_id !== row.location_id
    )
    if (elsewhere) {
      throw requestError(
        "unit_ids",
        `Unit ${elsewhere.id} is kept at ${elsewhere.location_id}, the booking's units at ` +
          row.location_id
      )
    }
  }
}

/**
 * Assigns units from now on; those that are packed for their booking leave with it. A unit
 * that is out or packed elsewhere is for the constraint to refuse.
 */
export async function assignUnits(
  trx: Knex.Transaction,
  goods: readonly (Goods & { unit_ids: readonly string[] })[],
  moment: Moment
): Promise<void> {
  const rows = goods.flatMap(({ row, unit_ids }) =>
    unit_ids.map((unit_id) => ({
      id: generateEntityId(undefined, "rassign"),
      unit_id,
      booking_id: row.id,
      slot: moment.slotOf(row.slot_minutes),
    }))
  )
  if (!rows.length) {
    return
  }
  // A unit that came back in this very slot can leave in it again: the ranges only touch.
  await execute(
    trx,
    `
    WITH r AS (
      SELECT * FROM jsonb_to_recordset(?::jsonb)
               AS r (id text, unit_id text, booking_id text, slot integer)
    ),
    unpacked AS (
      UPDATE rental_unit_assignment a
         SET out_at = rental_now(), during = int4range(greatest(lower(a.during), r.slot), NULL)
        FROM r
       WHERE a.unit_id = r.unit_id AND a.booking_id = r.booking_id AND a.out_at IS NULL
      RETURNING a.unit_id
    )
    INSERT INTO rental_unit_assignment (id, unit_id, booking_id, during, out_at)
    SELECT r.id, r.unit_id, r.booking_id,
           int4range(greatest(r.slot, (
             SELECT max(upper(a.during)) FROM rental_unit_assignment a
              WHERE a.unit_id = r.unit_id AND a.returned_at IS NOT NULL
           )), NULL), rental_now()
      FROM r
     WHERE r.unit_id NOT IN (SELECT u.unit_id FROM unpacked u)
     ORDER BY r.unit_id
    `,
    [JSON.stringify(rows)]
  )
}

/**
 * Ends the assignments of units that came back; those still out follow the rest of their
 * booking.
 *
 * @param rests ids of what is left out of a booking, by its id
 * @throws RentalError `rental_request_invalid` when it is not clear which units came back
 */
export async function returnUnits(
  trx: Knex.Transaction,
  goods: readonly Goods[],
  rests: ReadonlyMap<string, string>,
  moment: Moment
): Promise<void> {
  const assigned = await readAssignedUnits(
    trx,
    goods.map(({ row }) => row.id)
  )
  for (const { row, quantity, unit_ids } of goods) {
    const units = (assigned.get(row.id) ?? []).map((unit) => unit.id)
    const rest = rests.get(row.id)
    if (units.length && rest && !unit_ids) {
      throw requestError("unit_ids", `Name the ${quantity} units that came back`)
    }
    const stranger = unit_ids?.find((id) => !units.includes(id))
    if (stranger) {
      throw requestError("unit_ids", `Unit ${stranger} is not out with booking ${row.id}`)
    }
    const back = unit_ids ?? units
    await execute(
      trx,
      `
      UPDATE rental_unit_assignment
         SET returned_at = rental_now(),
             during = int4range(lower(during), greatest(lower(during) + 1, ?))
       WHERE booking_id = ? AND unit_id = ANY (?::text[]) AND returned_at IS NULL
      `,
      [moment.slotOf(row.slot_minutes), row.id, back]
    )
    if (rest) {
      await execute(
        trx,
        `UPDATE rental_unit_assignment SET booking_id = ?
          WHERE booking_id = ? AND returned_at IS NULL`,
        [rest, row.id]
      )
    }
  }
}

/** Runs a check-out, and names the units and orders when the constraint refuses it. */
export async function withUnitsNamed<T>(
  knex: Knex,
  asked: readonly GoodsRequest[] | undefined,
  run: () => Promise<T>
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!isViolationOf(error, "rental_unit_assignment_once")) {
      throw error
    }
    const ids = (asked ?? []).flatMap((request) => request.unit_ids ?? [])
    const units = await readUnits(knex, { ids })
    throw unitsOut(units.filter((unit) => unit.out ?? unit.packed))
  }
}

function placeOf(places: readonly string[], asked: string | undefined): string {
  if (asked !== undefined) {
    if (!places.includes(asked)) {
      throw notFoundError("location_id", `No units of the item are kept at ${asked}`)
    }
    return asked
  }
  if (places.length !== 1 || places[0] === undefined) {
    throw requestError("location_id", "Say at which of the item's places")
  }
  return places[0]
}

function unitsOut(units: readonly Unit[]): RentalError {
  const words = units.map(({ serial, out, packed }) =>
    out
      ? `${serial} is out on ${out.order_id}`
      : `${serial} is packed for ${packed?.order_id}`
  )
  return new RentalError(
    "rental_unit_out",
    words.length ? `Not here: ${words.join("; ")}.` : "A unit is out on another order.",
    {
      units: units.map(({ id, serial, out, packed }) => ({
        unit_id: id,
        serial,
        ...(out ?? packed),
      })),
    }
  )
}

function isViolationOf(error: unknown, constraint: string): boolean {
  return ((error ?? {}) as { constraint?: string }).constraint === constraint
}
