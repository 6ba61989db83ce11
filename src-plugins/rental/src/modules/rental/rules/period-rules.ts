import { type LocalDate } from "../periods/local-date"

/** The days of a week, as the rules name them, in the order of `Date.getUTCDay()`. */
export const WEEKDAYS = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const

export type Weekday = (typeof WEEKDAYS)[number]

/** A day of one year (`2027-12-24`) or of every year (`12-25`) on which the shop is closed. */
export interface Holiday {
  readonly date: string
  /** What the day is called; customers read it. */
  readonly name: string
}

/** Days, both ends included, that no rental may touch. */
export interface Blackout {
  readonly from: LocalDate
  readonly to: LocalDate
  /** Why; customers read it. */
  readonly reason: string
}

/** When a shop rents. Stored and sent as it is here. */
export interface PeriodRules {
  /** Shortest and longest rental in days; both ends count, so one day is 1. */
  readonly min_days: number
  readonly max_days: number
  /** Hours there must be between the booking and the start of the rental; 0 for none. */
  readonly lead_hours: number
  /** How many days ahead of today the last day may be. */
  readonly horizon_days: number
  /** Days of the week on which goods leave. */
  readonly start_weekdays: readonly Weekday[]
  /** Days of the week on which goods come back. */
  readonly end_weekdays: readonly Weekday[]
  /** Days on which no goods leave or come back; a rental may span them. */
  readonly holidays: readonly Holiday[]
  readonly blackouts: readonly Blackout[]
  /** How many rentals may leave, and come back, on one day; null for any number. */
  readonly departures_per_day: number | null
  readonly returns_per_day: number | null
}

/** The rules in force and where the shop's clock hangs. */
export interface ShopRules {
  readonly rules: PeriodRules
  /** IANA time zone that decides what day it is. */
  readonly timezone: string
}

/** Rules that allow every day. */
export function openRules(limits: {
  max_days: number
  horizon_days: number
}): PeriodRules {
  return {
    min_days: 1,
    lead_hours: 0,
    start_weekdays: WEEKDAYS,
    end_weekdays: WEEKDAYS,
    holidays: [],
    blackouts: [],
    departures_per_day: null,
    returns_per_day: null,
    ...limits,
  }
}
