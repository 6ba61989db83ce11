import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { unitsOf, type ItemIndex } from "../items/item-rows"
import { type RentalPeriod } from "../periods/rental-period"
import { type BookingOwner } from "./booking-rows"
import { readFreeUnits } from "./free-units"
import { rowsOf } from "./query"
import { type CartLine } from "./plan-bookings"

/**
 * For items kept in several places: the one with the most free units, by item id. Units
 * that are booked already stay where they are while the period does not change.
 */
export async function chooseLocations(
  knex: Knex,
  wanted: {
    lines: readonly CartLine[]
    period: RentalPeriod
    items: ItemIndex
    timezone: string
    owner: BookingOwner
    moves: boolean
  }
): Promise<ReadonlyMap<string, string>> {
  const ids = spreadItems(wanted.items, wanted.lines)
  if (!ids.length) {
    return new Map()
  }
  const free = await readFreeUnits(knex, wanted.period, wanted.timezone, ids)
  const chosen = new Map<string, string>()
  for (const id of ids) {
    const [best] = free
      .filter((place) => place.item_id === id)
      .sort(
        (a, b) => b.available - a.available || (a.location_id < b.location_id ? -1 : 1)
      )
    if (best) {
      chosen.set(id, best.location_id)
    }
  }
  return wanted.moves
    ? chosen
    : new Map([...chosen, ...(await readKeptLocations(knex, wanted.owner))])
}

/** Items of the lines that have units in more than one place. */
function spreadItems(items: ItemIndex, lines: readonly CartLine[]): string[] {
  const variants = new Set(lines.map((line) => line.variant_id))
  const needed = new Set(
    [...items.values()]
      .filter((item) => variants.has(item.variant_id))
      .flatMap((item) => unitsOf(item).map((unit) => unit.item_id))
  )
  return [...needed].filter(
    (id) => new Set(items.get(id)?.fleet.map((place) => place.location_id)).size > 1
  )
}

async function readKeptLocations(
  knex: Knex,
  owner: BookingOwner
): Promise<Map<string, string>> {
  const [column, id] =
    "cart_id" in owner ? ["cart_id", owner.cart_id] : ["order_id", owner.order_id]
  const rows = await rowsOf<{ item_id: string; location_id: string }>(
    knex,
    `SELECT DISTINCT ON (item_id) item_id, location_id FROM rental_booking
      WHERE ${column} = ? AND state IN ('draft', 'held', 'reserved', 'out') ORDER BY item_id`,
    [id ?? ""]
  )
  return new Map(rows.map((row) => [row.item_id, row.location_id]))
}
