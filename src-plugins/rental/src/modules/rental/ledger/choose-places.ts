import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { placesOf, type ItemIndex } from "../items/item-rows"
import { assignPlaces, type Room } from "./assign-places"
import { type BookingContent, type BookingRow } from "./booking-rows"
import { readFreeSlots, type FreeSlot, type Spared } from "./free-slots"
import { inLockOrder } from "./plan-bookings"

/** What an owner has already, as far as it decides where other units come from. */
export interface OwnBookings {
  /** Bookings that count; those of carts that are taken over are among them. */
  readonly live: readonly BookingRow[]
  /** What came back, or was not fetched: no place has to give it again. */
  readonly settled: readonly BookingRow[]
}

/** Who asks: their own bookings do not count against them. */
export interface Asker {
  readonly owner: Spared
  readonly own: () => Promise<OwnBookings>
}

/**
 * Chooses which place gives the units of each booking, for items that are kept in several.
 * A line's units of an item come from one place: the one they are booked at if it can serve
 * them, otherwise the one with the most free units that can. Goods that are out stay where
 * they left. Items of one place need no question to the database.
 */
export async function choosePlaces(
  knex: Knex,
  items: ItemIndex,
  wanted: readonly BookingContent[],
  asker: Asker | null
): Promise<BookingContent[]> {
  const choosing = wanted.filter(({ item_id }) => placesOf(items.get(item_id)).length > 1)
  if (!choosing.length) {
    return [...wanted]
  }
  const own = (await asker?.own()) ?? { live: [], settled: [] }
  const groups = groupByItem(choosing).map((bookings) => {
    const { item_id } = bookings[0]!
    const live = own.live.filter((row) => row.item_id === item_id)
    const places = [
      ...new Set([
        ...placesOf(items.get(item_id)),
        ...live.map(({ location_id }) => location_id),
      ]),
    ]
    return { bookings, live, places }
  })
  const free = await readFreeSlots(
    knex,
    groups.flatMap(({ bookings, places }) =>
      places.map((location_id) => ({ ...bookings[0]!, location_id }))
    ),
    asker?.owner ?? null
  )
  const placed = new Map(
    groups.flatMap(({ bookings, live, places }) =>
      place(
        bookings,
        places.map((location) => roomOf(bookings[0]!, location, live, free)),
        { live, settled: own.settled }
      )
    )
  )
  return wanted
    .map((booking) => ({
      ...booking,
      location_id: placed.get(booking) ?? booking.location_id,
    }))
    .sort(inLockOrder)
}

/** Bookings of the line that a wanted booking is for, of the same item. */
export function sameLine(
  rows: readonly BookingRow[],
  wanted: BookingContent
): BookingRow[] {
  const ofItem = rows.filter((row) => row.item_id === wanted.item_id)
  const ofLine = ofItem.filter((row) => row.line_item_id === wanted.line_item_id)
  return ofLine.length
    ? ofLine
    : ofItem.filter((row) => row.line_variant_id === wanted.line_variant_id)
}

export function unitsIn(rows: readonly { quantity: number }[]): number {
  return rows.reduce((sum, row) => sum + row.quantity, 0)
}

function groupByItem(bookings: readonly BookingContent[]): BookingContent[][] {
  const groups = new Map<string, BookingContent[]>()
  for (const booking of bookings) {
    const group = groups.get(booking.item_id)
    if (group) {
      group.push(booking)
    } else {
      groups.set(booking.item_id, [booking])
    }
  }
  return [...groups.values()]
}

function place(
  bookings: readonly BookingContent[],
  rooms: readonly Room[],
  own: OwnBookings
): [BookingContent, string][] {
  const demands = bookings
    .map((booking) => {
      const live = sameLine(own.live, booking)
      const away = live.filter(isOut)
      const waiting = live.filter((row) => !isOut(row))
      return {
        booking,
        kept: (waiting[0] ?? away[0])?.location_id ?? null,
        quantity:
          booking.quantity - unitsIn(away) - unitsIn(sameLine(own.settled, booking)),
      }
    })
    .filter(({ quantity }) => quantity > 0)
  const places = assignPlaces(demands, rooms)
  return demands.map(({ booking }, at) => [booking, places[at]!])
}

/* Lines of one cart or order want an item for the same slots: its room is one number. */
function roomOf(
  wanted: BookingContent,
  location_id: string,
  live: readonly BookingRow[],
  slots: readonly FreeSlot[]
): Room {
  const here = live.filter((row) => row.location_id === location_id)
  const room = { location_id, free: Infinity, atLeast: Infinity }
  for (const { item_id, location_id: at, slot, free } of slots) {
    if (item_id !== wanted.item_id || at !== location_id) {
      continue
    }
    // Goods that are out come back when the new period ends, or later.
    const away = unitsIn(here.filter((row) => isOut(row) && row.occupied_from <= slot))
    const booked = unitsIn(here.filter((row) => takesSlot(row, slot)))
    room.free = Math.min(room.free, free - away)
    room.atLeast = Math.min(room.atLeast, Math.max(free, booked) - away)
  }
  return room
}

function takesSlot(row: BookingRow, slot: number): boolean {
  return row.state !== "draft" && row.occupied_from <= slot && slot <= row.occupied_to
}

function isOut(row: BookingRow): boolean {
  return row.state === "out"
}
