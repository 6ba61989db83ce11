import { type MedusaContainer } from "@medusajs/framework/types"
import { BigNumber, ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { priceUnit } from "../../modules/rental/pricing/price-unit"
import { notFoundError, type Shortage } from "../../modules/rental/errors/rental-error"
import { periodDays, type RentalPeriod } from "../../modules/rental/periods/rental-period"
import type RentalModuleService from "../../modules/rental/service"
import { readPricingContext } from "../carts/rates/cart-pricing-context"
import { readRentalVariants, requireRate } from "../carts/rates/rental-variants"
import { nameShortages } from "../carts/shortage-titles"

export interface QuoteRequest {
  period: RentalPeriod
  items: { variant_id: string; quantity: number }[]
  region_id?: string
  customer_id?: string
}

/** What a rental would cost. Amounts are in major units of the currency. */
export interface Quote {
  start_date: string
  end_date: string
  days: number
  currency_code: string
  lines: QuoteLine[]
  totals: { items: number; deposit: number }
  /** Lines that lack units; empty when all can be had. */
  shortages: Shortage[]
}

export interface QuoteLine {
  variant_id: string
  quantity: number
  unit_price: number
  line_total: number
  breakdown: { rate: number; days: number; words: string }
  deposit: number
}

/**
 * Prices a list of variants for a period, before tax and promotions, and says what is
 * missing. Holds nothing.
 *
 * @throws RentalError naming the variant that is not for rent or has no price
 */
export async function quoteRental(
  container: MedusaContainer,
  request: QuoteRequest
): Promise<Quote> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const { period, items } = request
  const variantIds = [...new Set(items.map((item) => item.variant_id))]
  const rentable = await rental.findRentable(variantIds)
  const unknown = variantIds.find((id) => !rentable.has(id))
  if (unknown) {
    throw notFoundError("variant_id", `Variant ${unknown} is not for rent`)
  }
  const region = await readRegion(container, request.region_id)
  const variants = await readRentalVariants(
    container,
    variantIds,
    await readPricingContext(container, {
      region_id: region.id,
      currency_code: region.currency_code,
      customer_id: request.customer_id,
    })
  )
  const lines = items.map((item): QuoteLine => {
    const rate = requireRate(variants.get(item.variant_id), region.currency_code)
    const card = rentable.get(item.variant_id)?.rate_card ?? ""
    const price = priceUnit(rental.options, card, rate.amount, period)
    return {
      ...item,
      unit_price: price.unitPrice.numeric,
      line_total: new BigNumber(MathBN.mult(price.unitPrice, item.quantity)).numeric,
      breakdown: { rate: rate.amount.numeric, days: price.days, words: price.words },
      deposit: 0,
    }
  })
  const shortages = await rental.findShortages(
    items.map((item, at) => ({ line_item_id: String(at), ...item })),
    period
  )
  return {
    ...period,
    days: periodDays(period),
    currency_code: region.currency_code,
    lines,
    totals: {
      items: new BigNumber(MathBN.sum(...lines.map((line) => line.line_total))).numeric,
      deposit: 0,
    },
    shortages: await nameShortages(container, shortages),
  }
}

/** The region asked for, or the shop's first. */
async function readRegion(
  container: MedusaContainer,
  regionId?: string
): Promise<{ id: string; currency_code: string }> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "region",
    fields: ["id", "currency_code"],
    filters: regionId ? { id: regionId } : {},
    pagination: { take: 1, skip: 0, order: { created_at: "ASC" } },
  })
  const region = data[0]
  if (!region) {
    throw notFoundError("region_id", `There is no region ${regionId ?? ""}`.trim())
  }
  return region
}
