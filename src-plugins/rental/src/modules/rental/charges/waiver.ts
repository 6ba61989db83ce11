import { MathBN } from "@medusajs/framework/utils"
import { roundToCurrency, spokenAmount } from "../pricing/currency"
import { ZERO, type Decimal } from "../pricing/decimal"
import { amountIn, type WaiverRule } from "./charge-rules"
import { type ChargedLine } from "./charged-line"

/** What a damage waiver costs, and why. */
export interface WaiverPrice {
  readonly amount: Decimal
  readonly words: string
}

/**
 * What the damage waiver of an order costs: a percentage of what its covered items cost, or a
 * flat price when anything is covered.
 *
 * @returns null when there is none: nothing is covered, or it has no price in the currency
 */
export function priceWaiver(
  rule: WaiverRule | null,
  lines: readonly ChargedLine[],
  currencyCode: string
): WaiverPrice | null {
  const covered = lines.filter(({ own, quantity }) => !own.waiver && quantity > 0)
  if (!rule || !covered.length) {
    return null
  }
  if (rule.type === "flat") {
    const amount = amountIn(rule.amounts, currencyCode)
    return amount === null
      ? null
      : {
          amount: MathBN.convert(amount),
          words: spokenAmount(MathBN.convert(amount), currencyCode),
        }
  }
  const total = covered.reduce(
    (sum, { unit_price, quantity }) => sum.plus(unit_price.times(quantity)),
    ZERO
  )
  return {
    amount: roundToCurrency(total.times(rule.percent).div(100), currencyCode),
    words: `${rule.percent}% of ${spokenAmount(total, currencyCode)}`,
  }
}
