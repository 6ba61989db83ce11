import { type LocalDate } from "../periods/local-date"
import { type PaperLook, type PaperPeriod } from "./paper-frame"

/** Prices of a unit can have more digits than the currency's coins. */
const MOST_DIGITS = 6

/**
 * An exact amount as customers of the locale read it.
 *
 * @param amount decimal in major units
 */
export function money(look: PaperLook, currency: string, amount: string): string {
  const style = { style: "currency", currency: currency.toUpperCase() } as const
  const digits = (amount.split(".")[1] ?? "").replace(/0+$/, "").length
  const format = new Intl.NumberFormat(look.locale, style)
  const usual = format.resolvedOptions().maximumFractionDigits ?? 2
  const maximumFractionDigits = Math.min(Math.max(usual, digits), MOST_DIGITS)
  return new Intl.NumberFormat(look.locale, { ...style, maximumFractionDigits }).format(
    amount as Intl.StringNumericLiteral
  )
}

export function count(look: PaperLook, quantity: number): string {
  return new Intl.NumberFormat(look.locale).format(quantity)
}

/** @param rate in hundredths: `8.25` is 8.25 % */
export function percent(look: PaperLook, rate: string): string {
  return new Intl.NumberFormat(look.locale, {
    style: "unit",
    unit: "percent",
    maximumFractionDigits: MOST_DIGITS,
  }).format(rate as Intl.StringNumericLiteral)
}

/** A day as customers of the locale read it: `Sat, 12 Jun 2027`. */
export function day(look: PaperLook, date: LocalDate): string {
  return new Intl.DateTimeFormat(look.locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  }).format(new Date(`${date}T00:00:00Z`))
}

/** An instant, to the second and in UTC, so that it proves the same wherever it is read. */
export function instant(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`
}

/** When the goods leave: the day, and the time where one is agreed. */
export function leaves(look: PaperLook, period: PaperPeriod): string {
  return withTime(day(look, period.start_date), period.start_time)
}

/** When the goods come back. */
export function returns(look: PaperLook, period: PaperPeriod): string {
  return withTime(day(look, period.end_date), period.end_time)
}

function withTime(date: string, time: string | null): string {
  return time ? `${date}, ${time}` : date
}
