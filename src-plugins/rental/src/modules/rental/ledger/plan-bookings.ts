import { occupiedRange, type RentalPeriod } from "../periods/rental-period"
import { byVariant, unitsOf, type ItemIndex } from "../items/item-rows"
import { type BookingContent, type BookingState } from "./booking-rows"

/** A line of a cart, as the ledger needs it. */
export interface CartLine {
  line_item_id: string
  variant_id: string
  quantity: number
}

export interface PlannedState {
  state: Extract<BookingState, "held" | "reserved">
  /** ISO instant for holds, null for reserved bookings. */
  expires_at: string | null
}

/** Where an item's units are taken from: the location named here, by item id. */
export type ChosenLocations = ReadonlyMap<string, string>

/** An item without a fleet has no place; its slots have no capacity, so it is refused. */
export const NO_LOCATION = ""

/**
 * The bookings that a cart's lines need, packages exploded into their components, in the
 * order in which the ledger takes its locks.
 *
 * @throws Error when a line's variant is not among `items`
 */
export function planBookings(
  lines: readonly CartLine[],
  period: RentalPeriod,
  items: ItemIndex,
  locations: ChosenLocations,
  planned: PlannedState
): BookingContent[] {
  const variants = byVariant(items)
  return lines
    .filter((line) => line.quantity > 0)
    .flatMap((line) => {
      const lineItem = variants.get(line.variant_id)
      if (!lineItem) {
        throw new Error(`Variant ${line.variant_id} is not rentable`)
      }
      return unitsOf(lineItem).map(({ item_id, quantity }) => {
        const item = items.get(item_id)
        if (!item) {
          throw new Error(`Component ${item_id} of ${line.variant_id} is missing`)
        }
        return {
          line_item_id: line.line_item_id,
          line_variant_id: line.variant_id,
          line_quantity: line.quantity,
          item_id,
          location_id:
            locations.get(item_id) ?? item.fleet[0]?.location_id ?? NO_LOCATION,
          quantity: line.quantity * quantity,
          ...period,
          turnaround_before: item.turnaround_before,
          turnaround_after: item.turnaround_after,
          ...occupiedRange(period, item),
          ...planned,
        }
      })
    })
    .sort(inLockOrder)
}

/** The order of (item, location, first day). */
export function inLockOrder(a: BookingContent, b: BookingContent): number {
  return (
    compare(a.item_id, b.item_id) ||
    compare(a.location_id, b.location_id) ||
    compare(a.occupied_from, b.occupied_from)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
