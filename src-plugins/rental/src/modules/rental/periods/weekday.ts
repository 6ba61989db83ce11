import { WEEKDAYS, type Weekday } from "../rules/period-rules"
import { type LocalDate } from "./local-date"

/** The day of the week of a calendar day. */
export function weekdayOf(day: LocalDate): Weekday {
  return WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]!
}
