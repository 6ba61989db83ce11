import { BigNumber, MathBN } from "@medusajs/framework/utils"
import { periodDays, type RentalPeriod } from "../periods/rental-period"
import { type RateCard, type RatedPrice } from "./rate-card"

/**
 * The default rate card: the day rate times the days, both ends counted.
 *
 * @since 0.1.0
 */
export const perDay: RateCard = {
  name: "per_day",
  price(dayRate: BigNumber, period: RentalPeriod): RatedPrice {
    const days = periodDays(period)
    return {
      unitPrice: new BigNumber(MathBN.mult(dayRate, days)),
      days,
      words: `${days} ${days === 1 ? "day" : "days"} at ${dayRate.numeric}`,
    }
  },
}
