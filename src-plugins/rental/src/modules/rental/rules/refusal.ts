import { type LocalDate } from "../periods/local-date"
import { spokenDay } from "./spoken-day"

/** The rules that a period can break. */
export const PERIOD_RULES = [
  "start_date_invalid",
  "end_date_invalid",
  "start_time_invalid",
  "end_time_invalid",
  "ends_before_start",
  "past",
  "blackout",
  "too_far_ahead",
  "too_long",
  "too_short",
  "lead_time",
  "holiday",
  "closed_start_day",
  "closed_end_day",
  "departures_full",
  "returns_full",
] as const

/** The rule that a period breaks. */
export type PeriodRule = (typeof PERIOD_RULES)[number]

/** Why a period was refused: the rule, the field that broke it, and words for a customer. */
export interface PeriodRefusal {
  readonly rule: PeriodRule
  readonly field: "start_date" | "end_date" | "start_time" | "end_time"
  readonly message: string
}

/** The refusal when as many rentals leave on a day as the shop can send out. */
export function departuresFull(date: LocalDate, limit: number): PeriodRefusal {
  return {
    rule: "departures_full",
    field: "start_date",
    message:
      `${times(limit, "rental leaves", "rentals leave")} on ${spokenDay(date)} already, ` +
      "as many as we can send out on one day. Please start on another day.",
  }
}

/** The refusal when as many rentals come back on a day as the shop can take in. */
export function returnsFull(date: LocalDate, limit: number): PeriodRefusal {
  return {
    rule: "returns_full",
    field: "end_date",
    message:
      `${times(limit, "rental comes back", "rentals come back")} on ${spokenDay(date)} ` +
      "already, as many as we can take in on one day. Please end on another day.",
  }
}

/** A number with its noun: `1 day`, `3 days`. */
export function times(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
