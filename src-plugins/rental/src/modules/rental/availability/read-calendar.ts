import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { unitsOf, type ItemIndex, type ItemRow } from "../items/item-rows"
import { readFreeSlots, type FreeSlot } from "../ledger/free-slots"
import { eachDay, type LocalDate } from "../periods/local-date"
import { DAY_SLOT, dayOfSlot, periodSlots, slotLabel } from "../periods/slots"
import { calendarDays, type CalendarDay, type CalendarPart } from "./calendar"

/** Hours are listed for at most so many days at once. */
export const MAX_HOURLY_DAYS = 31

export interface CalendarRequest {
  item: ItemRow
  items: ItemIndex
  from: LocalDate
  to: LocalDate
  quantity: number
  timezone: string
}

/**
 * A variant's calendar. A package has what its scarcest component allows. Items kept in
 * several places are shown as the place that owns most.
 */
export async function readCalendar(
  knex: Knex,
  request: CalendarRequest
): Promise<CalendarDay[]> {
  const parts = await readCalendarParts(knex, request)
  const days = calendarDays(request, parts)
  const { item, from, to, timezone } = request
  const hourly = item.slot_minutes !== DAY_SLOT && !item.components.length
  if (!hourly || eachDay(from, to).length > MAX_HOURLY_DAYS) {
    return days
  }
  const slots = parts[0]?.slots ?? []
  return days.map((day) => ({ ...day, hours: hoursOf(day.date, slots, item, timezone) }))
}

/** What a variant is made of, with what is free of it on each day around a range. */
export async function readCalendarParts(
  knex: Knex,
  request: Pick<CalendarRequest, "item" | "items" | "from" | "to" | "timezone">
): Promise<(CalendarPart & { slots: FreeSlot[] })[]> {
  const { item, items, from, to, timezone } = request
  const parts = unitsOf(item).flatMap((unit) => {
    const part = items.get(unit.item_id)
    return part ? [{ part, perUnit: unit.quantity, place: largestPlace(part) }] : []
  })
  const stretches = parts.map(({ part, place }) => {
    const range = { start_date: from, end_date: to }
    const { first, last } = periodSlots(range, part.slot_minutes, timezone)
    return {
      item_id: part.id,
      location_id: place.location_id,
      occupied_from: first - part.turnaround_before,
      occupied_to: last + part.turnaround_after,
    }
  })
  const slots = await readFreeSlots(knex, stretches)
  return parts.map(({ part, perUnit, place }) => {
    const own = slots.filter(
      (slot) => slot.item_id === part.id && slot.location_id === place.location_id
    )
    const daily = part.slot_minutes === DAY_SLOT
    const dates = daily ? own.map((slot) => dayOfSlot(slot.slot) as string) : []
    const days = (value: "free" | "capacity") =>
      daily
        ? new Map(own.map((slot, at) => [dates[at]!, slot[value]]))
        : leastOfDays(own, value, part, { from, to }, timezone)
    return {
      perUnit,
      fleet: place.quantity,
      turnaround_before: daily ? part.turnaround_before : 0,
      turnaround_after: daily ? part.turnaround_after : 0,
      free: days("free"),
      capacity: days("capacity"),
      slots: own,
    }
  })
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

function hoursOf(
  date: LocalDate,
  slots: readonly FreeSlot[],
  item: ItemRow,
  timezone: string
): { start: string; available: number }[] {
  const day = { start_date: date, end_date: date }
  const { first, last } = periodSlots(day, item.slot_minutes, timezone)
  return slots
    .filter(({ slot }) => slot >= first && slot <= last)
    .map(({ slot, free }) => ({
      start: slotLabel(slot, item.slot_minutes, timezone),
      available: Math.max(0, free),
    }))
}

function largestPlace(item: ItemRow): { location_id: string; quantity: number } {
  return (
    [...item.fleet].sort((a, b) => b.quantity - a.quantity)[0] ?? {
      location_id: "",
      quantity: 0,
    }
  )
}
