import { dateFormats } from "./date-format"

/** A calendar day in the shop's time zone, `YYYY-MM-DD`. */
export type LocalDate = string & { readonly __localDate: unique symbol }

const SHAPE = /^\d{4}-\d{2}-\d{2}$/
const DAY_MS = 24 * 60 * 60 * 1000

/** The last day that anything can be planned for: minutes after it are too many to count. */
export const LAST_DAY = "2199-12-31" as LocalDate

/**
 * Reads a calendar day. Only the exact form `YYYY-MM-DD` of a day that exists is accepted
 * (`2027-02-30` is not), in the years 1900 to 9998.
 *
 * @returns the day, or `null` when the text is not one
 */
export function parseLocalDate(text: unknown): LocalDate | null {
  if (typeof text !== "string" || !SHAPE.test(text) || text < "1900" || text >= "9999") {
    return null
  }
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && format(time) === text ? (text as LocalDate) : null
}

/** The day `days` later (or earlier, when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return format(timeOf(date) + days * DAY_MS)
}

/** The day that is so many days after 1970-01-01. */
export function dayOfNumber(days: number): LocalDate {
  return format(days * DAY_MS)
}

/** How many days a day is after 1970-01-01. */
export function numberOfDay(date: LocalDate): number {
  return timeOf(date) / DAY_MS
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (timeOf(to) - timeOf(from)) / DAY_MS
}

/** Every day of `from`..`to`, both included. */
export function eachDay(from: LocalDate, to: LocalDate): LocalDate[] {
  const count = daysBetween(from, to) + 1
  const first = timeOf(from)
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    format(first + index * DAY_MS)
  )
}

/**
 * Today in the given time zone.
 *
 * @param now for tests; the system clock by default
 * @throws RangeError when the time zone is unknown
 */
export function todayIn(timezone: string, now: Date = new Date()): LocalDate {
  const parts = calendarOf(timezone).formatToParts(now)
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? ""
  return `${part("year")}-${part("month")}-${part("day")}` as LocalDate
}

const calendarOf = dateFormats()

/* Days are counted in UTC, where each has 24 hours; no clock time is ever involved. */
function timeOf(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`)
}

function format(time: number): LocalDate {
  const known = written.get(time)
  if (known) {
    return known
  }
  const date = new Date(time).toISOString().slice(0, 10) as LocalDate
  if (written.size === MOST_WRITTEN) {
    written.clear()
  }
  written.set(time, date)
  return date
}

/* A calendar names the same few hundred days again and again. */
const written = new Map<number, LocalDate>()
const MOST_WRITTEN = 5000
