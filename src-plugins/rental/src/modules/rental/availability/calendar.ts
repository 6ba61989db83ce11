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
}

/** The calendar of a variant, day by day, as far as units go. */
export function calendarDays(
  query: CalendarQuery,
  parts: readonly CalendarPart[]
): CalendarDay[] {
  const days = eachDay(query.from, query.to)
  const free = parts.map((part) => freeAround(query, part))
  return days.map((date, at) => {
    return {
      date,
      available: Math.min(
        ...parts.map((part, which) => free[which]![at + part.turnaround_before] ?? 0)
      ),
      capacity: Math.min(...parts.map((part) => ownedOn(part, date))),
      can_start: parts.every((part, which) => canLeave(part, free[which]!, at)),
      can_end: parts.every((part, which) => canReturn(part, free[which]!, at)),
    }
  })

  function canLeave(part: CalendarPart, units: readonly number[], at: number): boolean {
    return isFree(units, at, at + part.turnaround_before)
  }

  function canReturn(part: CalendarPart, units: readonly number[], at: number): boolean {
    const day = at + part.turnaround_before
    return isFree(units, day, day + part.turnaround_after)
  }

  function isFree(units: readonly number[], first: number, last: number): boolean {
    for (let at = first; at <= last; at++) {
      if ((units[at] ?? 0) < query.quantity) {
        return false
      }
    }
    return true
  }
}

/** What is free of a part on each day, from its turnaround before the first on. */
function freeAround(query: CalendarQuery, part: CalendarPart): number[] {
  return eachDay(
    addDays(query.from, -part.turnaround_before),
    addDays(query.to, part.turnaround_after)
  ).map((day) =>
    Math.max(0, Math.floor((part.free.get(day) ?? part.fleet) / part.perUnit))
  )
}

function ownedOn(part: CalendarPart, day: LocalDate): number {
  return Math.floor((part.capacity?.get(day) ?? part.fleet) / part.perUnit)
}
