import { eachDay, type LocalDate } from "../periods/local-date"
import { type Shortage } from "../errors/rental-error"
import { type ItemIndex } from "../items/item-rows"
import { type BookingContent } from "./booking-rows"
import { type FreeSlot } from "./free-units"

/**
 * Which lines of a cart lack units, and on which days, when all its bookings are wanted
 * together.
 *
 * @param wanted every booking the cart wants, of all its lines
 * @param slots what is free without this cart; a slot that is not listed has the fleet free
 */
export function findShortages(
  wanted: readonly BookingContent[],
  slots: readonly FreeSlot[],
  items: ItemIndex
): Shortage[] {
  const free = new Map(slots.map((s) => [slotKey(s, s.slot), s.free]))
  const asked = new Map<string, number>()
  for (const booking of wanted) {
    for (const day of daysOf(booking)) {
      const key = slotKey(booking, day)
      asked.set(key, (asked.get(key) ?? 0) + booking.quantity)
    }
  }
  return [...groupByLine(wanted).values()]
    .map((bookings) => lineShortage(bookings))
    .filter((shortage) => shortage !== null)

  function lineShortage(bookings: readonly BookingContent[]): Shortage | null {
    const line = bookings[0]
    if (!line) {
      return null
    }
    const short = new Set<string>()
    let available = line.line_quantity
    for (const booking of bookings) {
      const perUnit = booking.quantity / line.line_quantity
      for (const day of daysOf(booking)) {
        const key = slotKey(booking, day)
        const left = (free.get(key) ?? fleetOf(booking)) - (asked.get(key) ?? 0)
        if (left < 0) {
          short.add(day)
          const units = Math.max(0, Math.floor((left + booking.quantity) / perUnit))
          available = Math.min(available, units)
        }
      }
    }
    return short.size
      ? {
          variant_id: line.line_variant_id,
          requested: line.line_quantity,
          available,
          slots: [...short].sort(),
        }
      : null
  }

  function fleetOf(booking: BookingContent): number {
    return (
      items.get(booking.item_id)?.fleet.find((f) => f.location_id === booking.location_id)
        ?.quantity ?? 0
    )
  }
}

function daysOf(booking: BookingContent): LocalDate[] {
  return eachDay(booking.occupied_from as LocalDate, booking.occupied_to as LocalDate)
}

function groupByLine(wanted: readonly BookingContent[]): Map<string, BookingContent[]> {
  const lines = new Map<string, BookingContent[]>()
  for (const booking of wanted) {
    const line = lines.get(booking.line_item_id)
    if (line) {
      line.push(booking)
    } else {
      lines.set(booking.line_item_id, [booking])
    }
  }
  return lines
}

function slotKey(place: { item_id: string; location_id: string }, slot: string): string {
  return `${place.item_id} ${place.location_id} ${slot}`
}
