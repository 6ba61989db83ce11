import { type HoldLimit } from "./ledger/ledger"
import { type PaperLayoutOverrides } from "./papers/paper-layouts"
import { type PaperFont } from "./papers/render-paper"
import { DEEPEST } from "./packages/units-of-package"
import { collectRateCards, type RateCards } from "./pricing/rate-cards"
import { type RateCard } from "./pricing/rate-card"
import { todayIn } from "./periods/local-date"
import { openRules, type ShopRules } from "./rules/period-rules"

/** Options of the plugin, all optional. */
export interface RentalPluginOptions {
  /** IANA time zone that decides what day it is in the shop. Default `UTC`. */
  timezone?: string
  /** Minutes a cart keeps its units. Default 30. */
  holdMinutes?: number
  /** Longest rental, in days, until the shop sets another. Default 60. */
  maxPeriodDays?: number
  /** How many days ahead can be booked, until the shop sets it. Default 730. */
  horizonDays?: number
  /** The most one visitor can hold at once, in all carts. Default 250 carts, 5000 units. */
  holdLimit?: Partial<HoldLimit>
  /** Days from today for which late goods are taken to stay away. Default 7. */
  overdueDays?: number
  /**
   * Whether goods that were looked over can be rented again at once, the rest of their
   * turnaround free, unless the call says otherwise. Default `false`.
   */
  checkedIsReady?: boolean
  /** The largest photo of goods that is taken, in bytes. Default 10 MB. */
  maxPhotoBytes?: number
  /** Levels of packages within packages, 1 to 8: 1 is packages of plain items. Default 3. */
  packageLevels?: number
  /** Rate cards written in code, beside `per_day` and those that the shop keeps. */
  rateCards?: RateCard[]
  /** A shop's own layouts of papers, and a font for what Noto Sans does not have. */
  papers?: PaperOptions
  /** `false` leaves Medusa's workflow hooks to the host. Default `true`. */
  registerHooks?: boolean
}

export interface PaperOptions {
  layouts?: PaperLayoutOverrides
  font?: PaperFont
}

/** `rules` are those of a shop that has set none. */
export interface RentalOptions extends ShopRules {
  readonly holdMinutes: number
  readonly holdLimit: HoldLimit
  readonly overdueDays: number
  readonly checkedIsReady: boolean
  readonly maxPhotoBytes: number
  readonly packageLevels: number
  readonly rateCards: RateCards
  readonly papers: PaperOptions
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
    holdLimit: {
      carts: wholeNumber("holdLimit.carts", options.holdLimit?.carts ?? 250, 1, 1e6),
      units: wholeNumber("holdLimit.units", options.holdLimit?.units ?? 5000, 1, 1e9),
    },
    overdueDays: wholeNumber("overdueDays", options.overdueDays ?? 7, 0, 366),
    checkedIsReady: options.checkedIsReady ?? false,
    maxPhotoBytes: wholeNumber(
      "maxPhotoBytes",
      options.maxPhotoBytes ?? 10 * MEGABYTE,
      1024,
      100 * MEGABYTE
    ),
    packageLevels: wholeNumber("packageLevels", options.packageLevels ?? 3, 1, DEEPEST),
    rules: openRules({
      max_days: wholeNumber("maxPeriodDays", options.maxPeriodDays ?? 60, 1, 366),
      horizon_days: wholeNumber("horizonDays", options.horizonDays ?? 730, 1, 3650),
    }),
    rateCards: collectRateCards(options.rateCards),
    papers: options.papers ?? {},
  }
}

const MEGABYTE = 1024 * 1024

function wholeNumber(name: string, value: number, min: number, max: number): number {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new Error(
      `Rental plugin: option ${name} must be a whole number from ${min} to ${max}, not ${value}`
    )
  }
  return value
}
