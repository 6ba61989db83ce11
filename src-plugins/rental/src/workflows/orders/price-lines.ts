import { type MedusaContainer } from "@medusajs/framework/types"
import { RENTAL_MODULE } from "../../modules/rental"
import { notFoundError } from "../../modules/rental/errors/rental-error"
import { priceUnit } from "../../modules/rental/pricing/price-unit"
import { type ItemRow } from "../../modules/rental/items/item-rows"
import { type RentalPeriod } from "../../modules/rental/periods/rental-period"
import type RentalModuleService from "../../modules/rental/service"
import { readPricingContext, type PricedCart } from "../carts/rates/cart-pricing-context"
import { readRentalVariants, requireRate } from "../carts/rates/rental-variants"

/** What one unit of a variant costs for a period, in major units. */
export interface UnitPrice {
  unit_price: number
  compare_at_unit_price: number | null
  is_tax_inclusive: boolean
}

/**
 * Prices variants for a period by our rate cards, for whoever an order is for.
 *
 * @throws RentalError naming the variant that has no price
 */
export async function priceVariants(
  container: MedusaContainer,
  order: PricedCart,
  rentable: ReadonlyMap<string, ItemRow>,
  variantIds: readonly string[],
  period: RentalPeriod
): Promise<Map<string, UnitPrice>> {
  const { options } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const variants = await readRentalVariants(
    container,
    variantIds,
    await readPricingContext(container, order)
  )
  return new Map(variantIds.map((variantId) => [variantId, price(variantId)]))

  function price(variantId: string): UnitPrice {
    const variant = variants.get(variantId)
    if (!variant) {
      throw notFoundError("items", `There is no variant ${variantId}`)
    }
    const rate = requireRate(variant, order.currency_code)
    const card = rentable.get(variantId)?.rate_card ?? ""
    return {
      unit_price: priceUnit(options, card, rate.amount, period).unitPrice.numeric,
      compare_at_unit_price: rate.before_sale
        ? priceUnit(options, card, rate.before_sale, period).unitPrice.numeric
        : null,
      is_tax_inclusive: rate.is_tax_inclusive,
    }
  }
}
