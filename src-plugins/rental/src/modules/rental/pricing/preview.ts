import { BigNumber } from "@medusajs/framework/utils"
import { type RentalPeriod } from "../periods/rental-period"
import { breakdownOf, type Breakdown } from "./breakdown"
import { priceUnit, type Pricing } from "./price-unit"
import { type RateCard } from "./rate-card"

export interface PreviewQuestion {
  base_rate: string
  currency_code: string
  periods: readonly RentalPeriod[]
  quantities: readonly number[]
}

/** What a line would cost. Amounts are in major units, before tax. */
export interface PreviewedPrice {
  period: RentalPeriod
  quantity: number
  unit_price: number
  line_total: number
  breakdown: Breakdown
}

/** The prices that a card makes of a base rate, for each period and quantity. */
export function previewPrices(
  pricing: Pricing,
  card: RateCard,
  question: PreviewQuestion
): PreviewedPrice[] {
  const baseRate = new BigNumber(question.base_rate)
  const cards = new Map([[card.name, card]])
  return question.periods.flatMap((period) =>
    question.quantities.map((quantity) => {
      const price = priceUnit(
        { isClosed: (day) => pricing.isClosed(day), cards },
        {
          rateCard: card.name,
          baseRate,
          currencyCode: question.currency_code,
          period,
          quantity,
        }
      )
      return {
        period,
        quantity,
        unit_price: price.unitPrice.numeric,
        line_total: price.lineTotal.numeric,
        breakdown: breakdownOf(price, baseRate),
      }
    })
  )
}
