import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { type LocalDate } from "../periods/local-date"
import { generateEntityId } from "@medusajs/framework/utils"
import { execute } from "./query"

/** A place of an item, and the day from which it owns more or less. */
export interface FleetDay {
  item_id: string
  location_id: string
  day: LocalDate
  from_slot: number
}

/**
 * Everyone who writes items queues for the catalogue, before any other lock: who may change
 * a fleet takes this first.
 */
export async function lockCatalogue(trx: Knex.Transaction): Promise<void> {
  await execute(trx, `SELECT 1 FROM rental_catalogue FOR NO KEY UPDATE`)
}

/** Locks items and all their open slots, in the order in which everyone takes them. */
export async function lockSupply(
  trx: Knex.Transaction,
  itemIds: readonly string[]
): Promise<void> {
  await execute(
    trx,
    `SELECT 1 FROM rental_item WHERE id = ANY (?::text[]) ORDER BY id FOR NO KEY UPDATE`,
    [itemIds]
  )
  await execute(
    trx,
    `
    SELECT 1
      FROM rental_slot s
      JOIN rental_item i ON i.id = s.item_id
     WHERE i.id = ANY (?::text[]) AND s.slot >= rental_oldest_open_slot(i.slot_minutes)
     ORDER BY s.item_id, s.location_id, s.slot
       FOR NO KEY UPDATE OF s
    `,
    [itemIds]
  )
}

/**
 * From a day on fewer units are owned. A later step of the fleet falls as well; one that
 * has none left stays at none.
 */
export async function shrinkFleet(
  trx: Knex.Transaction,
  at: FleetDay,
  units: number
): Promise<void> {
  await stepAt(trx, at)
  await execute(
    trx,
    `UPDATE rental_fleet SET quantity = greatest(0, quantity - ?), updated_at = rental_now()
      WHERE item_id = ? AND location_id = ? AND from_slot >= ? AND deleted_at IS NULL`,
    [units, at.item_id, at.location_id, at.from_slot]
  )
}

/** From a day on more units are owned, and in later steps that have any. */
export async function growFleet(
  trx: Knex.Transaction,
  at: FleetDay,
  units: number
): Promise<void> {
  await stepAt(trx, at)
  await execute(
    trx,
    `UPDATE rental_fleet SET quantity = quantity + ?, updated_at = rental_now()
      WHERE item_id = ? AND location_id = ? AND from_slot >= ? AND deleted_at IS NULL
        AND (quantity > 0 OR from_slot = ?)`,
    [units, at.item_id, at.location_id, at.from_slot, at.from_slot]
  )
}

/** A step of its own for a day, with as many units as there were before it. */
async function stepAt(trx: Knex.Transaction, at: FleetDay): Promise<void> {
  await execute(
    trx,
    `
    INSERT INTO rental_fleet (id, item_id, location_id, quantity, effective_from, from_slot)
    SELECT ?, f.item_id, f.location_id, f.quantity, ?::date, ?
      FROM rental_fleet f
     WHERE f.item_id = ? AND f.location_id = ? AND f.from_slot <= ? AND f.deleted_at IS NULL
     ORDER BY f.from_slot DESC
     LIMIT 1
    ON CONFLICT (item_id, location_id, from_slot) DO NOTHING
    `,
    [
      generateEntityId(undefined, "rfleet"),
      at.day,
      at.from_slot,
      at.item_id,
      at.location_id,
      at.from_slot,
    ]
  )
}
