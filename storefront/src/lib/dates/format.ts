import { type LocalDate, toUtcDate } from "./local-date"
import type { RentalPeriod } from "./period"

type Parts = { weekday: string; day: string; month: string; year: string }

/**
 * A period as people say it: "Fri 12 – Mon 15 June", "Fri 30 April – Sun 2 May",
 * one day as "Fri 12 June". The year is added when it is not `thisYear`.
 */
export function formatPeriod(
  period: RentalPeriod,
  thisYear: string,
  locale = "en-GB"
): string {
  const start = partsOf(period.start, locale)
  const end = partsOf(period.end, locale)
  const lastYear = end.year === thisYear && start.year === end.year ? "" : ` ${end.year}`
  const last = `${end.weekday} ${end.day} ${end.month}${lastYear}`
  if (period.start === period.end) {
    return last
  }
  const month =
    start.month === end.month && start.year === end.year ? "" : ` ${start.month}`
  const year = start.year === end.year ? "" : ` ${start.year}`
  return `${start.weekday} ${start.day}${month}${year} – ${last}`
}

/** A period without weekdays, for narrow places: "12 – 15 June", "30 Apr – 2 May 2027". */
export function formatPeriodShort(
  period: RentalPeriod,
  thisYear: string,
  locale = "en-GB"
): string {
  const start = partsOf(period.start, locale)
  const end = partsOf(period.end, locale)
  const year = end.year === thisYear ? "" : ` ${end.year}`
  if (period.start === period.end) {
    return `${end.day} ${end.month}${year}`
  }
  return start.month === end.month && start.year === end.year
    ? `${start.day} – ${end.day} ${end.month}${year}`
    : `${start.day} ${start.month.slice(0, 3)} – ${end.day} ${end.month.slice(0, 3)}${year}`
}

/** A day as people say it: "Fri 12 June", with the year when it is not `thisYear`. */
export function formatDay(date: LocalDate, thisYear: string, locale = "en-GB"): string {
  return formatPeriod({ start: date, end: date }, thisYear, locale)
}

/** A month's name and year: "June 2027". */
export function formatMonth(date: LocalDate, locale = "en-GB"): string {
  return new Intl.DateTimeFormat(locale, {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }).format(toUtcDate(date))
}

/** The time of day of an instant, "21:40"; without a zone, in the reader's own. */
export function formatTime(instant: Date, timeZone?: string, locale = "en-GB"): string {
  return new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(instant)
}

/** The time of day at a place, with its zone, for readers elsewhere: "16:40 EST". */
export function formatZonedTime(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-US", {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
    timeZone,
  }).format(instant)
}

function partsOf(date: LocalDate, locale: string): Parts {
  const parts = new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }).formatToParts(toUtcDate(date))
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? ""
  return {
    weekday: part("weekday"),
    day: part("day"),
    month: part("month"),
    year: part("year"),
  }
}
