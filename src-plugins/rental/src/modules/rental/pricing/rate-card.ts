import { type BigNumber } from "@medusajs/framework/utils"
import { type RentalPeriod } from "../periods/rental-period"

/**
 * A rate card turns the rate of one day and a period into the price of one unit.
 *
 * It must be pure: the same rate and period always give the same price, because the price
 * is computed again when the order is placed. Amounts are exact decimals in major units.
 *
 * @since 0.1.0
 */
export interface RateCard {
  /** The name rental items refer to, e.g. `per_day`. */
  readonly name: string
  /** The price of one unit for the whole period, with its reasons. */
  price(dayRate: BigNumber, period: RentalPeriod): RatedPrice
}

export interface RatedPrice {
  /** Price of one unit for the whole period. */
  readonly unitPrice: BigNumber
  /** Days charged. */
  readonly days: number
  /** The sum in words, for the customer: `3 days at 12.50`. */
  readonly words: string
}
