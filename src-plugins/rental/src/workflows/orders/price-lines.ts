import { type MedusaContainer } from "@medusajs/framework/types"
import { RENTAL_MODULE } from "../../modules/rental"
import { notFoundError } from "../../modules/rental/errors/rental-error"
import { type ItemRow } from "../../modules/rental/items/item-rows"
import { type LinePrice } from "../../modules/rental/pricing/line-prices"
import { type RentalPeriod } from "../../modules/rental/periods/rental-period"
import type RentalModuleService from "../../modules/rental/service"
import { readPricingContext, type PricedCart } from "../carts/rates/cart-pricing-context"
import { priceLine } from "../carts/rates/price-line"
import { readRentalVariants, requireRate } from "../carts/rates/rental-variants"

/** What one unit of a variant costs for a period, in major units. */
export interface VariantPrice {
  unit_price: number
  compare_at_unit_price: number | null
  is_tax_inclusive: boolean
  /** For the record of an order. */
  record: LinePrice
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
  rentable: ReadonlyMap<string, ItemRow>,
  lines: readonly { variant_id: string; quantity: number }[],
  period: RentalPeriod
): Promise<Map<string, VariantPrice>> {
  if (!lines.length) {
    return new Map()
  }
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const quantities = new Map<string, number>()
  for (const { variant_id, quantity } of lines) {
    quantities.set(variant_id, (quantities.get(variant_id) ?? 0) + quantity)
  }
  const [pricing, variants] = await Promise.all([
    rental.pricing(rentable.values()),
    readRentalVariants(
      container,
      [...quantities.keys()],
      await readPricingContext(container, order)
    ),
  ])
  return new Map(
    [...quantities].map(([variantId, quantity]) => [
      variantId,
      price(variantId, quantity),
    ])
  )

  function price(variantId: string, quantity: number): VariantPrice {
    const variant = variants.get(variantId)
    if (!variant) {
      throw notFoundError("items", `There is no variant ${variantId}`)
    }
    const {
      price: _price,
      record,
      ...prices
    } = priceLine(pricing, requireRate(variant, order.currency_code), {
      rateCard: rentable.get(variantId)?.rate_card ?? "",
      currencyCode: order.currency_code,
      period,
      quantity,
    })
    return { ...prices, record: record(variantId) }
  }
}
