declare const localDate: unique symbol

/** A calendar day of the shop, `YYYY-MM-DD`, without a time or a zone. */
export type LocalDate = string & { readonly [localDate]: true }

const DAY_MS = 86_400_000

/** Reads `YYYY-MM-DD`; null for anything else, the 30th of February included. */
export function parseLocalDate(text: string | null | undefined): LocalDate | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return null
  }
  const time = Date.parse(`${text}T00:00:00Z`)
  const exists = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
  return exists ? (text as LocalDate) : null
}

/** The same day as a `Date` at UTC midnight, for arithmetic and `Intl`. */
export function toUtcDate(date: LocalDate): Date {
  return new Date(`${date}T00:00:00Z`)
}

/** The day `days` after `date` (before, when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromUtcDate(new Date(toUtcDate(date).getTime() + days * DAY_MS))
}

/** Whole days from `from` to `to`; 0 for the same day. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((toUtcDate(to).getTime() - toUtcDate(from).getTime()) / DAY_MS)
}

/** The day it is now in an IANA time zone. */
export function todayIn(timeZone: string, now: Date = new Date()): LocalDate {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(now)
  return parts as LocalDate
}

/** The day a browser's calendar widget means by a `Date` in its own zone. */
export function fromBrowserDate(date: Date): LocalDate {
  const month = String(date.getMonth() + 1).padStart(2, "0")
  const day = String(date.getDate()).padStart(2, "0")
  return `${date.getFullYear()}-${month}-${day}` as LocalDate
}

/** A `Date` at local midnight, as a browser's calendar widget wants it. */
export function toBrowserDate(date: LocalDate): Date {
  const [year, month, day] = date.split("-").map(Number)
  return new Date(year!, month! - 1, day!)
}

function fromUtcDate(date: Date): LocalDate {
  return date.toISOString().slice(0, 10) as LocalDate
}
