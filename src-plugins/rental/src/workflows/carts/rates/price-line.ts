import { type BigNumber } from "@medusajs/framework/utils"
import {
  byVariant,
  type ItemIndex,
  type ItemRow,
} from "../../../modules/rental/items/item-rows"
import { type PackageChoice } from "../../../modules/rental/packages/package-terms"
import {
  priceItem,
  pricedVariants,
  type ItemPrice,
  type ItemQuestion,
} from "../../../modules/rental/packages/price-item"
import { linePriceOf, type LinePrice } from "../../../modules/rental/pricing/line-prices"
import { type Pricing } from "../../../modules/rental/pricing/price-unit"
import { requireRate, type DayRate, type RentalVariant } from "./rental-variants"

/** The prices of a line, as Medusa keeps them, and how they came about. */
export interface PricedLine {
  unit_price: number
  /** What it would be without the sale, when the base rate comes from a sale. */
  compare_at_unit_price: number | null
  is_tax_inclusive: boolean
  price: ItemPrice
  /** For the record of an order. */
  record: LinePrice
}

/** What prices are made of: every item of the shop, and the prices in Medusa of some. */
export interface Rated {
  items: ItemIndex
  /** Those of `pricedVariants` at least, for each line. */
  rates: ReadonlyMap<string, Pick<RentalVariant, "rate"> & Partial<RentalVariant>>
}

/** The items that the prices of lines are made of, whose cards and prices are needed. */
export function itemsPriced(
  items: ItemIndex,
  lines: readonly { variant_id: string; choice?: PackageChoice }[]
): ItemRow[] {
  const variants = byVariant(items)
  const ids = lines.flatMap(({ variant_id, choice }) => {
    const item = variants.get(variant_id)
    return item ? pricedVariants(items, item, choice) : []
  })
  return [...new Set(ids)].flatMap((id) => variants.get(id) ?? [])
}

/**
 * Prices a line by its rate card, or by the terms of the package that it is. Cart, order and
 * quote all come here.
 *
 * @throws RentalError when there is no such card, it has no amount in the currency, or a
 *   variant has no price
 */
export function priceLine(
  pricing: Pricing,
  { items, rates }: Rated,
  line: ItemQuestion
): PricedLine {
  const { item, choice, currencyCode } = line
  const rateOf = (variantId: string): DayRate =>
    requireRate(rates.get(variantId), currencyCode)
  const made = pricedVariants(items, item, choice).map(rateOf)
  const priced = (amountOf: (rate: DayRate) => BigNumber): ItemPrice =>
    priceItem(pricing, items, (id) => amountOf(rateOf(id)), line)
  const price = priced((rate) => rate.amount)
  const { baseRate } = price
  const question = { ...line, rateCard: price.card.name, baseRate }
  return {
    unit_price: price.unitPrice.numeric,
    compare_at_unit_price: made.some((rate) => rate.before_sale)
      ? priced((rate) => rate.before_sale ?? rate.amount).unitPrice.numeric
      : null,
    is_tax_inclusive: made.every((rate) => rate.is_tax_inclusive),
    price,
    record: linePriceOf(item.variant_id, question, price),
  }
}
