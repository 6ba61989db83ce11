import { type ItemIndex, type ItemRow, unitsOf } from "../items/item-rows"
import { type FreeUnits } from "../ledger/free-units"

/** Free and owned units of a variant for one period. */
export interface VariantAvailability {
  variant_id: string
  product_id: string
  available: number
  capacity: number
}

/**
 * From free units by place to what a customer can rent: the place with the most free units
 * serves a line, and a package has as many as its scarcest component allows.
 */
export function combineAvailability(
  items: ItemIndex,
  free: readonly FreeUnits[],
  wanted: Iterable<ItemRow> = items.values()
): VariantAvailability[] {
  const best = new Map<string, { available: number; capacity: number }>()
  for (const { item_id, available, capacity } of free) {
    const known = best.get(item_id)
    if (!known) {
      best.set(item_id, { available, capacity })
    } else {
      known.available = Math.max(available, known.available)
      known.capacity = Math.max(capacity, known.capacity)
    }
  }
  return [...wanted].map((item) => {
    const scarcest = { available: Infinity, capacity: Infinity }
    for (const { item_id, quantity } of unitsOf(item)) {
      const known = best.get(item_id)
      const available = Math.floor((known?.available ?? 0) / quantity)
      const capacity = Math.floor((known?.capacity ?? 0) / quantity)
      scarcest.available = Math.min(scarcest.available, available)
      scarcest.capacity = Math.min(scarcest.capacity, capacity)
    }
    return {
      variant_id: item.variant_id,
      product_id: item.product_id,
      available: Math.max(0, scarcest.available),
      capacity: scarcest.capacity,
    }
  })
}
