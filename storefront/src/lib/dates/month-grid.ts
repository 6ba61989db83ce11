import { addDays, type LocalDate, toUtcDate } from "./local-date"
import type { Weekday } from "./week-start"

/** The first day of the month `date` lies in, moved by whole months. */
export function firstOfMonth(date: LocalDate, moveMonths = 0): LocalDate {
  const [year, month] = date.split("-").map(Number)
  return new Date(Date.UTC(year!, month! - 1 + moveMonths, 1))
    .toISOString()
    .slice(0, 10) as LocalDate
}

/** The last day of the month `date` lies in. */
export function lastOfMonth(date: LocalDate): LocalDate {
  return addDays(firstOfMonth(date, 1), -1)
}

/**
 * The weeks of a month as rows of seven; days of the months beside it are null,
 * so that a table can leave those cells empty.
 */
export function monthGrid(month: LocalDate, startsOn: Weekday): (LocalDate | null)[][] {
  const first = firstOfMonth(month)
  const last = lastOfMonth(month)
  const lead = (toUtcDate(first).getUTCDay() - startsOn + 7) % 7
  const cells: (LocalDate | null)[] = Array.from({ length: lead }, () => null)
  for (let day = first; day <= last; day = addDays(day, 1)) {
    cells.push(day)
  }
  while (cells.length % 7) {
    cells.push(null)
  }
  return Array.from({ length: cells.length / 7 }, (_, week) =>
    cells.slice(week * 7, week * 7 + 7)
  )
}

/** The names of the weekdays in the order a week starts: short for the eye, long for a screen reader. */
export function weekdayNames(
  startsOn: Weekday,
  locale = "en-GB"
): { short: string; long: string }[] {
  // The 4th of January 2026 was a Sunday.
  return Array.from({ length: 7 }, (_, i) => {
    const date = new Date(Date.UTC(2026, 0, 4 + ((startsOn + i) % 7)))
    const name = (weekday: "short" | "long") =>
      new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" }).format(date)
    return { short: name("short"), long: name("long") }
  })
}
