import { addDays, daysBetween, parseLocalDate, type LocalDate } from "./local-date"
import { periodDays, type RentalPeriod } from "./rental-period"

/** What a shop allows. */
export interface PeriodRules {
  /** Longest period, in days. */
  readonly maxPeriodDays: number
  /** How many days ahead of today the last day may be. */
  readonly horizonDays: number
}

export type PeriodRule =
  | "start_date_invalid"
  | "end_date_invalid"
  | "ends_before_start"
  | "past"
  | "too_long"
  | "too_far_ahead"

/** Why a period was refused: the rule, the field that broke it, and words for a customer. */
export interface PeriodRefusal {
  readonly rule: PeriodRule
  readonly field: "start_date" | "end_date"
  readonly message: string
}

export type PeriodReading =
  | { readonly period: RentalPeriod; readonly refusal?: undefined }
  | { readonly refusal: PeriodRefusal; readonly period?: undefined }

/**
 * Reads a period from a request and checks it against the rules.
 *
 * @param today the shop's own day, which may be rented
 */
export function readPeriod(
  input: { start_date?: unknown; end_date?: unknown },
  rules: PeriodRules,
  today: LocalDate
): PeriodReading {
  const start_date = parseLocalDate(input.start_date)
  if (!start_date) {
    return refuse(
      "start_date_invalid",
      "start_date",
      "start_date must be a day, YYYY-MM-DD"
    )
  }
  const end_date = parseLocalDate(input.end_date)
  if (!end_date) {
    return refuse("end_date_invalid", "end_date", "end_date must be a day, YYYY-MM-DD")
  }
  const period = { start_date, end_date }
  const refusal = refusePeriod(period, rules, today)
  return refusal ? { refusal } : { period }
}

/** The rule that `period` breaks today, or `null`. */
export function refusePeriod(
  period: RentalPeriod,
  rules: PeriodRules,
  today: LocalDate
): PeriodRefusal | null {
  const { start_date, end_date } = period
  if (end_date < start_date) {
    return refuse(
      "ends_before_start",
      "end_date",
      `end_date ${end_date} is before start_date ${start_date}`
    ).refusal
  }
  if (start_date < today) {
    return refuse(
      "past",
      "start_date",
      `start_date ${start_date} is past: today is ${today}`
    ).refusal
  }
  const lastDay = addDays(today, rules.horizonDays)
  if (daysBetween(lastDay, end_date) > 0) {
    return refuse(
      "too_far_ahead",
      start_date > lastDay ? "start_date" : "end_date",
      `Dates can be booked until ${lastDay}`
    ).refusal
  }
  if (periodDays(period) > rules.maxPeriodDays) {
    return refuse(
      "too_long",
      "end_date",
      `A rental lasts at most ${rules.maxPeriodDays} days, not ${periodDays(period)}`
    ).refusal
  }
  return null
}

function refuse(
  rule: PeriodRule,
  field: PeriodRefusal["field"],
  message: string
): { refusal: PeriodRefusal } {
  return { refusal: { rule, field, message } }
}
