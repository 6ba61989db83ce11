import { collectRateCards, type RateCards } from "./pricing/rate-cards"
import { type RateCard } from "./pricing/rate-card"
import { type PeriodRules } from "./periods/period-rules"
import { todayIn } from "./periods/local-date"

/** Options of the plugin, all optional. */
export interface RentalPluginOptions {
  /** IANA time zone that decides what day it is in the shop. Default `UTC`. */
  timezone?: string
  /** Minutes a cart keeps its units. Default 30. */
  holdMinutes?: number
  /** Longest rental, in days. Default 60. */
  maxPeriodDays?: number
  /** How many days ahead can be booked. Default 730. */
  horizonDays?: number
  /** Rate cards beside `per_day`. */
  rateCards?: RateCard[]
  /** `false` leaves Medusa's workflow hooks to the host. Default `true`. */
  registerHooks?: boolean
}

export interface RentalOptions {
  readonly timezone: string
  readonly holdMinutes: number
  readonly rules: PeriodRules
  readonly rateCards: RateCards
}

/**
 * Checks the options at start and fills in the defaults.
 *
 * @throws Error naming the option that is wrong
 */
export function readOptions(options: RentalPluginOptions = {}): RentalOptions {
  const timezone = options.timezone ?? "UTC"
  try {
    todayIn(timezone)
  } catch {
    throw new Error(`Rental plugin: option timezone "${timezone}" is not a time zone`)
  }
  return {
    timezone,
    holdMinutes: wholeNumber("holdMinutes", options.holdMinutes ?? 30, 1, 7 * 24 * 60),
    rules: {
      maxPeriodDays: wholeNumber("maxPeriodDays", options.maxPeriodDays ?? 60, 1, 366),
      horizonDays: wholeNumber("horizonDays", options.horizonDays ?? 730, 1, 3650),
    },
    rateCards: collectRateCards(options.rateCards),
  }
}

function wholeNumber(name: string, value: number, min: number, max: number): number {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new Error(
      `Rental plugin: option ${name} must be a whole number from ${min} to ${max}, not ${value}`
    )
  }
  return value
}
