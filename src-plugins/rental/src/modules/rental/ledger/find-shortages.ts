import { eachDay, type LocalDate } from "../periods/local-date"
import { type Shortage } from "../errors/rental-error"
import { type ItemIndex } from "../items/item-rows"
import { type BookingContent } from "./booking-rows"
import { type FreeSlot } from "./free-units"

/**
 * Which lines of a cart lack units, and on which days, when all its bookings are wanted
 * together. Lines that share a component are served the smallest first, so that the line
 * that asks for too much is the one that is named.
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
  const shortages: Shortage[] = []
  for (const bookings of smallestFirst(wanted)) {
    const { line_variant_id, line_quantity } = bookings[0]!
    const short = new Set<string>()
    let available = line_quantity
    for (const booking of bookings) {
      for (const day of daysOf(booking)) {
        const left = freeOn(booking, day)
        if (left < booking.quantity) {
          short.add(day)
          available = Math.min(
            available,
            Math.max(0, Math.floor(left / perUnit(booking)))
          )
        }
      }
    }
    for (const booking of bookings) {
      for (const day of daysOf(booking)) {
        const taken = available * perUnit(booking)
        free.set(slotKey(booking, day), freeOn(booking, day) - taken)
      }
    }
    if (short.size) {
      shortages.push({
        variant_id: line_variant_id,
        requested: line_quantity,
        available,
        slots: [...short].sort(),
      })
    }
  }
  return shortages

  function freeOn(booking: BookingContent, day: string): number {
    return free.get(slotKey(booking, day)) ?? fleetOf(items, booking)
  }
}

/** Units of the item that one unit of the line takes. */
function perUnit(booking: BookingContent): number {
  return booking.quantity / booking.line_quantity
}

function fleetOf(items: ItemIndex, booking: BookingContent): number {
  return (
    items.get(booking.item_id)?.fleet.find((f) => f.location_id === booking.location_id)
      ?.quantity ?? 0
  )
}

function smallestFirst(wanted: readonly BookingContent[]): BookingContent[][] {
  const units = (bookings: BookingContent[]) =>
    bookings.reduce((sum, booking) => sum + booking.quantity, 0)
  return [...groupByLine(wanted).values()].sort((a, b) => units(a) - units(b))
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
