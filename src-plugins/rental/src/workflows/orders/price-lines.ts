import { type MedusaContainer } from "@medusajs/framework/types"
import { RENTAL_MODULE } from "../../modules/rental"
import { notFoundError } from "../../modules/rental/errors/rental-error"
import { byVariant, type ItemIndex } from "../../modules/rental/items/item-rows"
import { type PackageChoice } from "../../modules/rental/packages/package-terms"
import { type LinePrice } from "../../modules/rental/pricing/line-prices"
import { type RentalPeriod } from "../../modules/rental/periods/rental-period"
import type RentalModuleService from "../../modules/rental/service"
import { readPricingContext, type PricedCart } from "../carts/rates/cart-pricing-context"
import { itemsPriced, priceLine } from "../carts/rates/price-line"
import { readRentalVariants } from "../carts/rates/rental-variants"

/** What one unit of a variant costs for a period, in major units. */
export interface VariantPrice {
  unit_price: number
  compare_at_unit_price: number | null
  is_tax_inclusive: boolean
  /** For the record of an order. */
  record: LinePrice
}

/** A line, as far as its price depends on it. */
export interface PricedFor {
  variant_id: string
  quantity: number
  choice?: PackageChoice
}

/**
 * Prices variants for a period by their rate cards, for whoever an order is for. Units of
 * several lines of one variant count together.
 *
 * @throws RentalError naming the variant that has no price
 */
export async function priceVariants(
  container: MedusaContainer,
  order: PricedCart,
  items: ItemIndex,
  lines: readonly PricedFor[],
  period: RentalPeriod
): Promise<Map<string, VariantPrice>> {
  if (!lines.length) {
    return new Map()
  }
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const wanted = new Map<string, PricedFor>()
  for (const line of lines) {
    const quantity = (wanted.get(line.variant_id)?.quantity ?? 0) + line.quantity
    wanted.set(line.variant_id, { ...(wanted.get(line.variant_id) ?? line), quantity })
  }
  const priced = itemsPriced(items, [...wanted.values()])
  const [pricing, variants] = await Promise.all([
    rental.pricing(priced),
    readRentalVariants(
      container,
      [...wanted.keys(), ...priced.map(({ variant_id }) => variant_id)],
      await readPricingContext(container, order)
    ),
  ])
  return new Map([...wanted.values()].map((line) => [line.variant_id, price(line)]))

  function price({ variant_id, choice, quantity }: PricedFor): VariantPrice {
    const item = byVariant(items).get(variant_id)
    if (!item || !variants.has(variant_id)) {
      throw notFoundError("items", `There is no variant ${variant_id}`)
    }
    const { price: _price, ...prices } = priceLine(
      pricing,
      { items, rates: variants },
      { item, choice, currencyCode: order.currency_code, period, quantity }
    )
    return prices
  }
}
