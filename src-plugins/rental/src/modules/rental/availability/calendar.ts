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
    let available = Infinity
    let capacity = Infinity
    parts.forEach((part, which) => {
      available = Math.min(
        available,
        best(free[which]!, (units) => units[at + part.turnaround_before] ?? 0)
      )
      capacity = Math.min(
        capacity,
        best(part.places, (place) =>
          Math.floor((place.capacity.get(date) ?? 0) / part.perUnit)
        )
      )
    })
    return { date, available, capacity, can_start: fits, can_end: fits }
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

/** What the best place has; nothing when there is none. */
function best<Place>(
  places: readonly Place[],
  unitsOf: (place: Place) => number
): number {
  let most = 0
  for (const place of places) {
    most = Math.max(most, unitsOf(place))
  }
  return most
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
