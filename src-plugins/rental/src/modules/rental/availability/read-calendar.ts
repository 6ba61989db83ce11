import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { placesOf, unitsOf, type ItemIndex, type ItemRow } from "../items/item-rows"
import { type BookingOwner } from "../ledger/booking-rows"
import { readFreeSlots, type FreeSlot } from "../ledger/free-slots"
import { eachDay, type LocalDate } from "../periods/local-date"
import {
  DAY_SLOT,
  dayOfSlot,
  daysOfSlots,
  occupiedSlots,
  periodSlots,
  slotLabel,
} from "../periods/slots"
import {
  calendarDays,
  type CalendarDay,
  type CalendarPart,
  type CalendarPlace,
} from "./calendar"

/** Hours are listed for at most so many days, and so many of them, at once. */
const MAX_HOURLY_DAYS = 31
const MAX_HOURS = 3000

export interface CalendarRequest {
  item: ItemRow
  items: ItemIndex
  from: LocalDate
  to: LocalDate
  quantity: number
  timezone: string
  /** The cart whose own bookings do not count against it. */
  owner?: BookingOwner | null
}

/**
 * A variant's calendar. A package has what its scarcest component allows; of an item kept in
 * several places, each day shows what the best of them has.
 */
export async function readCalendar(
  knex: Knex,
  request: CalendarRequest
): Promise<CalendarDay[]> {
  const parts = await readCalendarParts(knex, request)
  const days = calendarDays(request, parts)
  const { item, timezone } = request
  const hourly = item.slot_minutes !== DAY_SLOT && !item.components.length
  const longest = Math.min(MAX_HOURLY_DAYS, daysOfSlots(MAX_HOURS, item.slot_minutes))
  if (!hourly || days.length > longest) {
    return days
  }
  const free = bestOfSlots(parts[0]?.places.flatMap((place) => place.slots) ?? [])
  return days.map((day) => ({ ...day, hours: hoursOf(day.date, free, item, timezone) }))
}

interface PartRead extends CalendarPart {
  places: (CalendarPlace & { slots: FreeSlot[] })[]
}

/** What a variant is made of, with what is free of it on each day around a range. */
async function readCalendarParts(
  knex: Knex,
  request: CalendarRequest
): Promise<PartRead[]> {
  const { item, items, from, to, timezone } = request
  const parts = unitsOf(item).flatMap((unit) => {
    const part = items.get(unit.item_id)
    return part ? [{ part, perUnit: unit.quantity }] : []
  })
  const stretches = parts.flatMap(({ part }) => {
    const slots = occupiedSlots({ start_date: from, end_date: to }, part, timezone)
    return placesOf(part).map((location_id) => ({
      item_id: part.id,
      location_id,
      ...slots,
    }))
  })
  const slots = await readFreeSlots(knex, stretches, request.owner)
  return parts.map(({ part, perUnit }) => {
    const daily = part.slot_minutes === DAY_SLOT
    return {
      perUnit,
      turnaround_before: daily ? part.turnaround_before : 0,
      turnaround_after: daily ? part.turnaround_after : 0,
      places: placesOf(part).map((location_id) => {
        const own = slots.filter(
          (slot) => slot.item_id === part.id && slot.location_id === location_id
        )
        return daily
          ? { ...daysOf(own), slots: own }
          : {
              free: leastOfDays(own, "free", part, { from, to }, timezone),
              capacity: leastOfDays(own, "capacity", part, { from, to }, timezone),
              slots: own,
            }
      }),
    }
  })
}

function daysOf(slots: readonly FreeSlot[]): CalendarPlace {
  const dates = slots.map(({ slot }) => dayOfSlot(slot) as string)
  return {
    free: new Map(slots.map(({ free }, at) => [dates[at]!, free])),
    capacity: new Map(slots.map(({ capacity }, at) => [dates[at]!, capacity])),
  }
}

/** A day rented whole by the hour: its scarcest slot, the turnaround around it included. */
function leastOfDays(
  slots: readonly FreeSlot[],
  value: "free" | "capacity",
  part: ItemRow,
  range: { from: LocalDate; to: LocalDate },
  timezone: string
): Map<string, number> {
  const bySlot = new Map(slots.map((slot) => [slot.slot, slot[value]]))
  return new Map(
    eachDay(range.from, range.to).map((date) => {
      const day = { start_date: date, end_date: date }
      const { first, last } = periodSlots(day, part.slot_minutes, timezone)
      let least = Infinity
      for (
        let slot = first - part.turnaround_before;
        slot <= last + part.turnaround_after;
        slot++
      ) {
        least = Math.min(least, bySlot.get(slot) ?? 0)
      }
      return [date as string, least]
    })
  )
}

/** What the best place has free, slot by slot. */
function bestOfSlots(slots: readonly FreeSlot[]): Map<number, number> {
  const best = new Map<number, number>()
  for (const { slot, free } of slots) {
    best.set(slot, Math.max(0, free, best.get(slot) ?? 0))
  }
  return best
}

function hoursOf(
  date: LocalDate,
  free: ReadonlyMap<number, number>,
  item: ItemRow,
  timezone: string
): { start: string; available: number }[] {
  const day = { start_date: date, end_date: date }
  const { first, last } = periodSlots(day, item.slot_minutes, timezone)
  return Array.from({ length: last - first + 1 }, (_, at) => ({
    start: slotLabel(first + at, item.slot_minutes, timezone),
    available: free.get(first + at) ?? 0,
  }))
}
