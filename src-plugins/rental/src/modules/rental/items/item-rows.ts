import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { rowsOf } from "../ledger/query"
import {
  type AddOn,
  type PackageChoice,
  type PackageTerms,
} from "../packages/package-terms"
import { chosenUnits, type UnitsOfItem } from "../packages/units-of-package"

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
  /**
   * What one package takes as the shop has it, those of packages inside it included. Empty
   * for an item that is none.
   */
  components: UnitsOfItem[]
  /** How a package is put together and priced; absent for an item that is none. */
  package?: PackageTerms
  /** What goes with the item. */
  add_ons?: AddOn[]
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
 * Reads rental items and, for packages among them, the items they can be made of; and what
 * goes with them.
 *
 * @param filter both lists empty or absent: every item of the shop
 */
export async function readItems(knex: Knex, filter: ItemFilter = {}): Promise<ItemIndex> {
  const variantIds = filter.variant_ids ?? null
  const productIds = filter.product_ids ?? null
  const everything = variantIds === null && productIds === null
  const rows = await rowsOf<ReadRow>(
    knex,
    `
    WITH RECURSIVE chosen AS (
      SELECT id FROM rental_item
       WHERE deleted_at IS NULL
         AND (? OR variant_id = ANY (?::text[]) OR product_id = ANY (?::text[]))
    ),
    needed (id) AS (
      SELECT id FROM chosen
       UNION
      SELECT e.child FROM needed n JOIN rental_package_edge e ON e.parent = n.id
    ),
    shown AS (
      SELECT id FROM needed
       UNION
      SELECT a.addon_item_id FROM rental_addon a JOIN chosen c ON c.id = a.item_id
    )
    SELECT i.id, i.number, i.variant_id, i.product_id, i.slot_minutes, i.turnaround_before, i.turnaround_after,
           i.replacement_value::text, i.currency_code, i.rate_card,
           i.storage_place,
           i.package_pricing AS pricing, i.package_percent_off::text AS percent_off,
           coalesce((
             SELECT json_agg(json_strip_nulls(
                               json_build_object('location_id', f.location_id,
                                                 'quantity', f.quantity,
                                                 'effective_from', f.effective_from))
                             ORDER BY f.location_id, f.from_slot)
               FROM rental_fleet f WHERE f.item_id = i.id AND f.deleted_at IS NULL
           ), '[]') AS fleet,
           coalesce((
             SELECT json_agg(json_build_object(
                      'item_id', c.component_item_id, 'variant_id', p.variant_id,
                      'quantity', c.quantity, 'is_optional', c.is_optional,
                      'is_default', c.is_default, 'charge', c.charge,
                      'replacements', coalesce((
                        SELECT json_agg(json_build_object(
                                 'item_id', r.item_id, 'variant_id', o.variant_id,
                                 'charge', r.charge) ORDER BY r.position, r.item_id)
                          FROM rental_component_replacement r
                          JOIN rental_item o ON o.id = r.item_id
                         WHERE r.component_id = c.id
                      ), '[]')) ORDER BY c.position, c.component_item_id)
               FROM rental_package_component c
               JOIN rental_item p ON p.id = c.component_item_id
              WHERE c.package_item_id = i.id AND c.deleted_at IS NULL
           ), '[]') AS parts,
           coalesce((
             SELECT json_agg(json_build_object(
                      'item_id', a.addon_item_id, 'variant_id', o.variant_id,
                      'is_required', a.is_required, 'quantity', a.quantity, 'per', a.per)
                      ORDER BY a.position, a.addon_item_id)
               FROM rental_addon a
               JOIN rental_item o ON o.id = a.addon_item_id
              WHERE a.item_id = i.id
           ), '[]') AS add_ons
      FROM rental_item i
     WHERE i.id IN (SELECT id FROM shown)
     ORDER BY i.id
    `,
    [everything, variantIds ?? [], productIds ?? []]
  )
  const items = new Map(rows.map((row) => [row.id, itemOf(row)]))
  for (const item of items.values()) {
    item.components = item.package ? chosenUnits(items, item) : []
  }
  return items
}

interface ReadRow extends Omit<ItemRow, "components" | "package" | "add_ons"> {
  pricing: PackageTerms["pricing"]
  percent_off: string
  parts: PackageTerms["parts"]
  add_ons: AddOn[]
}

function itemOf({ pricing, percent_off, parts, add_ons, ...row }: ReadRow): ItemRow {
  return {
    ...row,
    components: [],
    ...(parts.length ? { package: { pricing, percent_off, parts } } : {}),
    ...(add_ons.length ? { add_ons } : {}),
  }
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
export function unitsOf(item: ItemRow): UnitsOfItem[] {
  return item.components.length ? item.components : [{ item_id: item.id, quantity: 1 }]
}

/** The same of a line, whose customer may have chosen other components. */
export function unitsOfLine(
  items: ItemIndex,
  item: ItemRow,
  choice: PackageChoice | undefined
): UnitsOfItem[] {
  return choice && item.package ? chosenUnits(items, item, choice) : unitsOf(item)
}
