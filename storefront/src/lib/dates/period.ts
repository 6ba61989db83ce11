import { daysBetween, type LocalDate, parseLocalDate } from "./local-date"

/** The days of an event, both inclusive: goods leave on the first, come back on the last. */
export type RentalPeriod = { start: LocalDate; end: LocalDate }

/** The two days as a period; null unless both are days and in order. */
export function parsePeriod(
  start: string | null | undefined,
  end: string | null | undefined
): RentalPeriod | null {
  const first = parseLocalDate(start)
  const last = parseLocalDate(end)
  return first && last && first <= last ? { start: first, end: last } : null
}

/** How many days the period has, counting both ends. */
export function periodDays(period: RentalPeriod): number {
  return daysBetween(period.start, period.end) + 1
}

/** Whether two periods are the same days. */
export function samePeriod(a: RentalPeriod | null, b: RentalPeriod | null): boolean {
  return a?.start === b?.start && a?.end === b?.end
}

/** An address with the period in its query, replacing one it already had. */
export function withPeriod(href: string, period: RentalPeriod | null): string {
  const [beforeHash = "", hash] = href.split("#")
  const [path = "", query] = beforeHash.split("?")
  const params = new URLSearchParams(query)
  params.delete("start")
  params.delete("end")
  if (period) {
    params.set("start", period.start)
    params.set("end", period.end)
  }
  const text = params.toString()
  return `${path}${text ? `?${text}` : ""}${hash ? `#${hash}` : ""}`
}

/** A period in one cookie value, `2027-06-12_2027-06-15`. */
export function periodToCookie(period: RentalPeriod): string {
  return `${period.start}_${period.end}`
}

/** Reads what {@link periodToCookie} wrote; null for anything else. */
export function periodFromCookie(value: string | undefined): RentalPeriod | null {
  const [start, end] = (value ?? "").split("_")
  return parsePeriod(start, end)
}
