import "server-only"
import type { LocalDate } from "../dates/local-date"
import { readStore } from "../medusa/client"

/** Units of a variant that are free on a day. */
export type CalendarDay = {
  date: LocalDate
  available: number
  capacity: number
  can_start: boolean
  can_end: boolean
}

/** The free units of a variant, day by day, both ends inclusive; at most 400 days. */
export async function rentalCalendar(
  variantId: string,
  from: LocalDate,
  to: LocalDate
): Promise<Map<string, CalendarDay>> {
  const { days } = await readStore<{ days: CalendarDay[] }>("/store/rental/calendar", {
    query: { variant_id: variantId, from, to },
  })
  return new Map(days.map((day) => [day.date, day]))
}
