import { type Shortage } from "../errors/rental-error"
import { slotLabel } from "../periods/slots"
import { type BookingContent } from "./booking-rows"
import { type FreeSlot } from "./free-slots"

/**
 * Which lines of a cart lack units, and in which slots, when all its bookings are wanted
 * together. Lines that share a component are served the smallest first, so that the line
 * that asks for too much is the one that is named.
 *
 * @param wanted every booking the cart wants, of all its lines
 * @param slots what is free in each of their slots without this cart
 */
export function findShortages(
  wanted: readonly BookingContent[],
  slots: readonly FreeSlot[],
  timezone: string
): Shortage[] {
  const free = new Map(slots.map((s) => [slotKey(s, s.slot), s.free]))
  const shortages: Shortage[] = []
  for (const bookings of smallestFirst(wanted)) {
    const { line_variant_id, line_quantity } = bookings[0]!
    const short = new Set<string>()
    let available = line_quantity
    for (const booking of bookings) {
      for (const slot of slotsOf(booking)) {
        const left = free.get(slotKey(booking, slot)) ?? 0
        if (left < booking.quantity) {
          short.add(slotLabel(slot, booking.slot_minutes, timezone))
          available = Math.min(
            available,
            Math.max(0, Math.floor(left / perUnit(booking)))
          )
        }
      }
    }
    for (const booking of bookings) {
      for (const slot of slotsOf(booking)) {
        const key = slotKey(booking, slot)
        free.set(key, (free.get(key) ?? 0) - available * perUnit(booking))
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
}

/** Units of the item that one unit of the line takes. */
function perUnit(booking: BookingContent): number {
  return booking.quantity / booking.line_quantity
}

function smallestFirst(wanted: readonly BookingContent[]): BookingContent[][] {
  const units = (bookings: BookingContent[]) =>
    bookings.reduce((sum, booking) => sum + booking.quantity, 0)
  return [...groupByLine(wanted).values()].sort((a, b) => units(a) - units(b))
}

function slotsOf({ occupied_from, occupied_to }: BookingContent): number[] {
  return Array.from(
    { length: occupied_to - occupied_from + 1 },
    (_, at) => occupied_from + at
  )
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

function slotKey(place: { item_id: string; location_id: string }, slot: number): string {
  return `${place.item_id} ${place.location_id} ${slot}`
}
