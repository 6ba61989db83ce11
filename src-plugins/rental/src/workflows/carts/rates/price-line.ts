import { MathBN } from "@medusajs/framework/utils"
import { linePriceOf, type LinePrice } from "../../../modules/rental/pricing/line-prices"
import {
  priceUnit,
  type PriceQuestion,
  type Pricing,
  type UnitPrice,
} from "../../../modules/rental/pricing/price-unit"
import { type DayRate } from "./rental-variants"

/** The prices of a line, as Medusa keeps them, and how they came about. */
export interface PricedLine {
  unit_price: number
  /** What it would be without the sale, when the base rate comes from a sale. */
  compare_at_unit_price: number | null
  is_tax_inclusive: boolean
  price: UnitPrice
  /** For the record of an order. */
  record: (variantId: string) => LinePrice
}

/**
 * Prices a line by its rate card. Cart, order and quote all come here.
 *
 * @throws RentalError when there is no such card, or it has no amount in the currency
 */
export function priceLine(
  pricing: Pricing,
  rate: DayRate,
  line: Omit<PriceQuestion, "baseRate">
): PricedLine {
  const question = { ...line, baseRate: rate.amount }
  const price = priceUnit(pricing, question)
  return {
    unit_price: price.unitPrice.numeric,
    compare_at_unit_price: priceBeforeSale(pricing, rate, line, price),
    is_tax_inclusive: rate.is_tax_inclusive,
    price,
    record: (variantId) => linePriceOf(variantId, question, price),
  }
}

/** A card with amounts of its own can make nothing of a sale: then there is none. */
function priceBeforeSale(
  pricing: Pricing,
  rate: DayRate,
  line: Omit<PriceQuestion, "baseRate">,
  price: UnitPrice
): number | null {
  if (!rate.before_sale) {
    return null
  }
  const before = priceUnit(pricing, { ...line, baseRate: rate.before_sale }).unitPrice
  return MathBN.gt(before, price.unitPrice) ? before.numeric : null
}
