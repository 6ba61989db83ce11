import { daysBetween, type LocalDate } from "./local-date"
import { WEEKDAYS, type Weekday } from "../rules/period-rules"

/** The day of the week of a calendar day. */
export function weekdayOf(day: LocalDate): Weekday {
  const since = daysBetween(SOME_SUNDAY, day)
  return WEEKDAYS[((since % 7) + 7) % 7]!
}

const SOME_SUNDAY = "2023-01-01" as LocalDate
