import { addDays, eachDay, type LocalDate } from "../periods/local-date"

/** One day of a variant's calendar. */
export interface CalendarDay {
  date: LocalDate
  /** Units free on that day alone. */
  available: number
  capacity: number
  /** Whether the quantity can leave on that day: its turnaround before is free too. */
  can_start: boolean
  /** Whether the quantity can come back on that day: its turnaround after is free too. */
  can_end: boolean
  /** For items rented by the hour: what is free from each slot of the day to the next. */
  hours?: { start: string; available: number }[]
}

/** A thing the variant is made of (itself, or a component), and when it is free. */
export interface CalendarPart {
  /** Units that one unit of the variant takes. */
  perUnit: number
  fleet: number
  turnaround_before: number
  turnaround_after: number
  /** Free units by day; a day that is not listed has the fleet free. */
  free: ReadonlyMap<string, number>
  /** Units there are by day, where that is not the fleet. */
  capacity?: ReadonlyMap<string, number>
}

export interface CalendarQuery {
  from: LocalDate
  to: LocalDate
  quantity: number
  /** The days that can be rented at all. */
  firstDay: LocalDate
  lastDay: LocalDate
}

/** The calendar of a variant, day by day. */
export function calendarDays(
  query: CalendarQuery,
  parts: readonly CalendarPart[]
): CalendarDay[] {
  return eachDay(query.from, query.to).map((date) => {
    const open = date >= query.firstDay && date <= query.lastDay
    return {
      date,
      available: Math.min(...parts.map((part) => unitsOn(part, date))),
      capacity: Math.min(...parts.map((part) => ownedOn(part, date))),
      can_start:
        open && parts.every((part) => isFree(part, -part.turnaround_before, 0, date)),
      can_end:
        open && parts.every((part) => isFree(part, 0, part.turnaround_after, date)),
    }
  })

  function isFree(
    part: CalendarPart,
    first: number,
    last: number,
    date: LocalDate
  ): boolean {
    return eachDay(addDays(date, first), addDays(date, last)).every(
      (day) => unitsOn(part, day) >= query.quantity
    )
  }
}

function unitsOn(part: CalendarPart, day: LocalDate): number {
  return Math.max(0, Math.floor((part.free.get(day) ?? part.fleet) / part.perUnit))
}

function ownedOn(part: CalendarPart, day: LocalDate): number {
  return Math.floor((part.capacity?.get(day) ?? part.fleet) / part.perUnit)
}
