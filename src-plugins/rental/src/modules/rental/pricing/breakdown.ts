import { BigNumber } from "@medusajs/framework/utils"
import { type Decimal } from "./decimal"
import { type UnitPrice } from "./price-unit"
import { type PartKind } from "./rate-card"

/** How a price came about, as clients read it. Amounts are of one unit, in major units. */
export interface Breakdown {
  /** The base rate: the price of the variant. */
  rate: number
  rate_card: string
  /** Days charged. */
  days: number
  /** In words, for the customer. */
  words: string
  /** In numbers, in order; the amounts add up to the unit price. */
  parts: BreakdownPart[]
}

export interface BreakdownPart {
  what: PartKind
  label: string
  days?: number
  hours?: number
  units?: number
  rate: number
  factor: number
  amount: number
  /** Of a component of a package: which. */
  variant_id?: string
}

/** A price as clients read it. */
export function breakdownOf(price: UnitPrice, baseRate: BigNumber): Breakdown {
  return {
    rate: baseRate.numeric,
    rate_card: price.card.name,
    days: price.days,
    words: price.words,
    parts: price.parts.map(({ rate, factor, amount, ...part }) => ({
      ...part,
      rate: numberOf(rate),
      factor: numberOf(factor),
      amount: numberOf(amount),
    })),
  }
}

function numberOf(value: Decimal): number {
  return new BigNumber(value.decimalPlaces(SHOWN)).numeric
}

/** Decimal places of what is shown. */
const SHOWN = 6
