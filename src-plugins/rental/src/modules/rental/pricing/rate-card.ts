import { type BigNumber } from "@medusajs/framework/utils"
import { type LocalDate } from "../periods/local-date"
import { type RentalPeriod } from "../periods/rental-period"
import { type Decimal } from "./decimal"

/**
 * A rate card turns the base rate of a variant (its price in Medusa) and a period into the
 * price of one unit.
 *
 * It must be pure: the same question always has the same answer, because the price is
 * computed again when the order is placed. Amounts are exact decimals in major units.
 *
 * @since 0.1.0
 */
export interface RateCard {
  /** The name rental items refer to, e.g. `per_day`. */
  readonly name: string
  /** What the card says, for the record of an order; absent for a card made in code. */
  readonly definition?: unknown
  /** The price of one unit for the whole period, with its reasons. */
  price(baseRate: BigNumber, period: RentalPeriod, terms: PriceTerms): RatedPrice
}

/** What else a price may depend on. */
export interface PriceTerms {
  /** Units of the line. */
  readonly quantity: number
  /** Small letters, as Medusa has it: `usd`. */
  readonly currencyCode: string
  /** Whether the shop is closed on a day: a holiday, or a weekday without any goods moving. */
  isClosed(day: LocalDate): boolean
}

export interface RatedPrice {
  /** Price of one unit for the whole period. Rounded to the currency when it is charged. */
  readonly unitPrice: BigNumber | Decimal
  /** Days charged. */
  readonly days: number
  /** The sum in words, for the customer: `3 days at $12.50`. */
  readonly words: string
  /** The sum in numbers, in the order in which it was made; they add up to the price. */
  readonly parts?: readonly PricePart[]
}

/** A part of the price of one unit: `count × rate × factor` for times, a plain sum else. */
export interface PricePart {
  readonly what: PartKind
  /** The part in words. */
  readonly label: string
  /** How many of what `rate` is for; one of the three, absent for a plain sum. */
  readonly days?: number
  readonly hours?: number
  readonly units?: number
  readonly rate: Decimal
  readonly factor: Decimal
  readonly amount: Decimal
  /** Of a component of a package: which. */
  readonly variant_id?: string
}

/** What a part of a price is for. */
export type PartKind =
  | "days"
  | "fixed"
  | "extra_days"
  | "hours"
  | "capped_days"
  | "blocks"
  | "length"
  | "quantity"
  | "minimum"
  | "rounding"
  | "component"
  | "package"
