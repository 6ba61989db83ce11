import { generateEntityId } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { notFoundError, requestError, RentalError } from "../errors/rental-error"
import { type ItemRow } from "../items/item-rows"
import { type LocalDate } from "../periods/local-date"
import { periodSlots, slotLabel } from "../periods/slots"
import { refuseFarDay } from "./booking-limits"
import { bookingsInTheWay } from "./bookings-in-the-way"
import { expireHolds } from "./expire-holds"
import { type Ledger } from "./ledger"
import { overbookKnowingly, type Overbook } from "./overbook"
import { execute, rowsOf } from "./query"
import { CapacityExceeded, ledgerTransaction } from "./transaction"

export const DOWNTIME_REASONS = ["maintenance", "repair", "missing", "other"] as const

export type DowntimeReason = (typeof DOWNTIME_REASONS)[number]

/** Units that are out of service. */
export interface Downtime {
  id: string
  item_id: string
  location_id: string
  quantity: number
  reason: DowntimeReason
  note: string | null
  start_date: string
  /** The last day out of service; null while nobody knows. */
  end_date: string | null
  created_by: string | null
  /** The serial unit that it is about, when it is about one. */
  unit_id: string | null
}

export interface DowntimeInput {
  variant_id: string
  /** The item's only place when absent. */
  location_id?: string
  quantity: number
  reason: DowntimeReason
  note?: string | null
  start_date: LocalDate
  end_date?: LocalDate | null
  created_by?: string | null
  /** Takes units out of service that are booked, on the record. */
  overbook?: Overbook
}

/**
 * Takes units out of service, on whole days.
 *
 * @throws RentalError `rental_fleet_in_use` with the bookings that stand in the way
 */
export async function addDowntime(
  ledger: Ledger,
  input: DowntimeInput
): Promise<Downtime> {
  const item = await findItem(ledger, input.variant_id)
  const location_id = placeOf(item, input.location_id)
  if (input.end_date && input.end_date < input.start_date) {
    throw requestError("end_date", "end_date is before start_date")
  }
  refuseFarDay("start_date", input.start_date)
  refuseFarDay("end_date", input.end_date)
  const write = async (): Promise<Downtime> =>
    await ledgerTransaction(ledger.knex, async (trx) => {
      await overbookKnowingly(trx, input.overbook)
      return await insertDowntime(trx, ledger, item, { ...input, location_id })
    })
  return await refusedWithBookings(ledger, [item.id], write)
}

/** Writes a downtime whose item, place and days are right. */
export async function insertDowntime(
  trx: Knex.Transaction,
  ledger: Ledger,
  item: ItemRow,
  input: Omit<DowntimeInput, "variant_id" | "overbook"> & {
    location_id: string
    unit_id?: string | null
  }
): Promise<Downtime> {
  const range = slotsOf(ledger, item, input.start_date, input.end_date ?? null)
  const [row] = await rowsOf<Downtime>(
    trx,
    `
    INSERT INTO rental_downtime (id, item_id, location_id, quantity, reason, note,
                                 from_slot, to_slot, start_date, end_date, created_by,
                                 unit_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING ${COLUMNS}
    `,
    [
      generateEntityId(undefined, "rdown"),
      item.id,
      input.location_id,
      input.quantity,
      input.reason,
      input.note ?? null,
      range.from,
      range.to,
      input.start_date,
      input.end_date ?? null,
      input.created_by ?? null,
      input.unit_id ?? null,
    ]
  )
  return row!
}

/**
 * Ends a downtime: the last day out of service is set, or, before it began, it is removed.
 *
 * @throws RentalError `rental_not_found`
 */
export async function endDowntime(
  ledger: Ledger,
  id: string,
  endDate: LocalDate
): Promise<Downtime | null> {
  refuseFarDay("end_date", endDate)
  const [known] = await readDowntime(ledger.knex, { id })
  if (!known) {
    throw notFoundError("id", `There is no downtime ${id}`)
  }
  const item = (await ledger.items()).get(known.item_id)
  return await refusedWithBookings(ledger, [known.item_id], () =>
    ledgerTransaction(ledger.knex, async (trx) => {
      if (endDate < known.start_date || !item) {
        await execute(trx, `DELETE FROM rental_downtime WHERE id = ?`, [id])
        return null
      }
      const range = slotsOf(ledger, item, known.start_date as LocalDate, endDate)
      const [row] = await rowsOf<Downtime>(
        trx,
        `UPDATE rental_downtime SET to_slot = ?, end_date = ?, updated_at = rental_now()
          WHERE id = ? RETURNING ${COLUMNS}`,
        [range.to, endDate, id]
      )
      return row ?? null
    })
  )
}

/** Downtimes, those that are not over first. */
export async function readDowntime(
  knex: Knex,
  filter: { id?: string; item_ids?: readonly string[] } = {}
): Promise<Downtime[]> {
  return await rowsOf<Downtime>(
    knex,
    `SELECT ${COLUMNS} FROM rental_downtime
      WHERE (?::text IS NULL OR id = ?) AND (?::text[] IS NULL OR item_id = ANY (?::text[]))
      ORDER BY to_slot DESC, from_slot, id LIMIT 1000`,
    [
      filter.id ?? null,
      filter.id ?? null,
      filter.item_ids ?? null,
      filter.item_ids ?? null,
    ]
  )
}

/** Runs a change of what there is; what stands in its way is named. */
export async function refusedWithBookings<T>(
  ledger: Ledger,
  itemIds: readonly string[],
  change: () => Promise<T>
): Promise<T> {
  try {
    return await change()
  } catch (error) {
    if (!(error instanceof CapacityExceeded)) {
      throw translate(error)
    }
  }
  await expireHolds(ledger.knex, itemIds)
  try {
    return await change()
  } catch (error) {
    if (!(error instanceof CapacityExceeded)) {
      throw translate(error)
    }
    const bookings = (await bookingsInTheWay(ledger.knex, itemIds)).map(
      ({ slot_minutes, occupied_from, occupied_to, ...booking }) => ({
        ...booking,
        occupied_from: slotLabel(occupied_from, slot_minutes, ledger.timezone),
        occupied_to: slotLabel(occupied_to, slot_minutes, ledger.timezone),
      })
    )
    throw new RentalError(
      "rental_fleet_in_use",
      "These units are booked. Move or cancel the bookings, or overbook with a reason.",
      { bookings }
    )
  }
}

const COLUMNS = `
  id, item_id, location_id, quantity, reason, note, start_date::text, end_date::text, created_by,
  unit_id
`

const NEVER = 2_147_483_647

function translate(error: unknown): unknown {
  const { constraint } = (error ?? {}) as { constraint?: string }
  return constraint === "rental_supply_not_overblocked"
    ? requestError("quantity", "More units would be out of service than there are")
    : error
}

async function findItem(ledger: Ledger, variantId: string): Promise<ItemRow> {
  const item = [...(await ledger.items()).values()].find(
    (row) => row.variant_id === variantId
  )
  if (!item) {
    throw notFoundError("variant_id", `Variant ${variantId} is not for rent`)
  }
  if (item.components.length) {
    throw requestError("variant_id", "A package has no units of its own")
  }
  return item
}

function placeOf(item: ItemRow, asked: string | undefined): string {
  const places = [...new Set(item.fleet.map((place) => place.location_id))]
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

function slotsOf(
  ledger: Ledger,
  item: ItemRow,
  start_date: LocalDate,
  end_date: LocalDate | null
): { from: number; to: number } {
  const range = (date: LocalDate) =>
    periodSlots({ start_date: date, end_date: date }, item.slot_minutes, ledger.timezone)
  return { from: range(start_date).first, to: end_date ? range(end_date).last : NEVER }
}
