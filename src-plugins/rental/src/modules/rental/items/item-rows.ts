import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { rowsOf } from "../ledger/query"

/** A rental item with what it owns and what it is made of. */
export interface ItemRow {
  id: string
  /** Stands for the id in the index that a whole catalogue is read by. */
  number: number
  variant_id: string
  product_id: string
  /** Minutes of a slot: 1440 when rented by the day, 60 or a divisor of it by the hour. */
  slot_minutes: number
  /** In slots of the item. */
  turnaround_before: number
  turnaround_after: number
  /** Exact decimal in major units. */
  replacement_value: string | null
  currency_code: string | null
  rate_card: string
  /** Where it is kept, in the shop's own words. */
  storage_place: string | null
  fleet: FleetStep[]
  components: { item_id: string; quantity: number }[]
}

/** Units owned at a place, from a day on; from the beginning without one. */
export interface FleetStep {
  location_id: string
  quantity: number
  effective_from?: string
}

export interface ItemFilter {
  variant_ids?: readonly string[]
  product_ids?: readonly string[]
}

/** Rental items by id, the components of packages included. */
export type ItemIndex = ReadonlyMap<string, ItemRow>

/**
 * Reads rental items and, for packages among them, the items they are made of.
 *
 * @param filter both lists empty or absent: every item of the shop
 */
export async function readItems(knex: Knex, filter: ItemFilter = {}): Promise<ItemIndex> {
  const variantIds = filter.variant_ids ?? null
  const productIds = filter.product_ids ?? null
  const everything = variantIds === null && productIds === null
  const rows = await rowsOf<ItemRow>(
    knex,
    `
    WITH chosen AS (
      SELECT id FROM rental_item
       WHERE deleted_at IS NULL
         AND (? OR variant_id = ANY (?::text[]) OR product_id = ANY (?::text[]))
    )
    SELECT i.id, i.number, i.variant_id, i.product_id, i.slot_minutes, i.turnaround_before, i.turnaround_after,
           i.replacement_value::text, i.currency_code, i.rate_card,
           i.storage_place,
           coalesce((
             SELECT json_agg(json_strip_nulls(
                               json_build_object('location_id', f.location_id,
                                                 'quantity', f.quantity,
                                                 'effective_from', f.effective_from))
                             ORDER BY f.location_id, f.from_slot)
               FROM rental_fleet f WHERE f.item_id = i.id AND f.deleted_at IS NULL
           ), '[]') AS fleet,
           coalesce((
             SELECT json_agg(json_build_object('item_id', c.component_item_id,
                                               'quantity', c.quantity)
                             ORDER BY c.component_item_id)
               FROM rental_package_component c
              WHERE c.package_item_id = i.id AND c.deleted_at IS NULL
           ), '[]') AS components
      FROM rental_item i
     WHERE i.id IN (SELECT id FROM chosen)
        OR i.id IN (
             SELECT c.component_item_id
               FROM rental_package_component c
              WHERE c.deleted_at IS NULL AND c.package_item_id IN (SELECT id FROM chosen)
           )
     ORDER BY i.id
    `,
    [everything, variantIds ?? [], productIds ?? []]
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** The same items by the variant they stand for. */
export function byVariant(items: ItemIndex): ReadonlyMap<string, ItemRow> {
  const known = variants.get(items)
  if (known) {
    return known
  }
  const made = new Map([...items.values()].map((item) => [item.variant_id, item]))
  variants.set(items, made)
  return made
}

const variants = new WeakMap<ItemIndex, ReadonlyMap<string, ItemRow>>()

/** The places that keep units of an item, now or from some day on; packages have none. */
export function placesOf(item: ItemRow | undefined): string[] {
  return [...new Set(item?.fleet.map((step) => step.location_id))]
}

/** Minutes of a slot of an item; a package is counted as finely as the finest of its parts. */
export function finestSlot(items: ItemIndex, item: ItemRow): number {
  const parts = item.components.flatMap(({ item_id }) => items.get(item_id) ?? [])
  return Math.min(...(parts.length ? parts : [item]).map((part) => part.slot_minutes))
}

/** What one unit of the item takes from the ledger: itself, or its components. */
export function unitsOf(item: ItemRow): { item_id: string; quantity: number }[] {
  return item.components.length ? item.components : [{ item_id: item.id, quantity: 1 }]
}
