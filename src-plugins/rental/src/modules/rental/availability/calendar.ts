import { addDays, eachDay, type LocalDate } from "../periods/local-date"

/** One day of a variant's calendar. */
export interface CalendarDay {
  date: LocalDate
  /** Units free on that day alone, at the place that has most of them. */
  available: number
  capacity: number
  /**
   * Whether a rental of the quantity can start on that day, as far as units go: some place
   * has them on the day and in the turnaround around it, which every such rental takes.
   */
  can_start: boolean
  /** The same, for a rental that ends on that day. */
  can_end: boolean
  /** For items rented by the hour: what is free from each slot of the day to the next. */
  hours?: { start: string; available: number }[]
}

/** A thing the variant is made of (itself, or a component), and when it is free. */
export interface CalendarPart {
  /** Units that one unit of the variant takes. */
  perUnit: number
  turnaround_before: number
  turnaround_after: number
  /** Any one of them can serve it. */
  places: readonly CalendarPlace[]
}

/** Units by day; a day that is not listed has none. */
export interface CalendarPlace {
  free: ReadonlyMap<string, number>
  capacity: ReadonlyMap<string, number>
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
  const free = parts.map((part) =>
    part.places.map((place) => freeAround(query, part, place))
  )
  return eachDay(query.from, query.to).map((date, at) => {
    const fits = parts.every((part, which) =>
      free[which]!.some((units) =>
        isFree(units, at, at + part.turnaround_before + part.turnaround_after)
      )
    )
    return {
      date,
      available: leastOf(parts, (part, which) =>
        free[which]!.map((units) => units[at + part.turnaround_before] ?? 0)
      ),
      capacity: leastOf(parts, (part) =>
        part.places.map(({ capacity }) =>
          Math.floor((capacity.get(date) ?? 0) / part.perUnit)
        )
      ),
      can_start: fits,
      can_end: fits,
    }
  })

  function isFree(units: readonly number[], first: number, last: number): boolean {
    for (let at = first; at <= last; at++) {
      if ((units[at] ?? 0) < query.quantity) {
        return false
      }
    }
    return true
  }
}

/** The best place of each part; of these the scarcest. */
function leastOf(
  parts: readonly CalendarPart[],
  unitsOf: (part: CalendarPart, which: number) => number[]
): number {
  return Math.min(...parts.map((part, which) => Math.max(0, ...unitsOf(part, which))))
}

/** What is free of a part at a place, from its turnaround before the first day on. */
function freeAround(
  query: CalendarQuery,
  part: CalendarPart,
  { free }: CalendarPlace
): number[] {
  return eachDay(
    addDays(query.from, -part.turnaround_before),
    addDays(query.to, part.turnaround_after)
  ).map((day) => Math.max(0, Math.floor((free.get(day) ?? 0) / part.perUnit)))
}
