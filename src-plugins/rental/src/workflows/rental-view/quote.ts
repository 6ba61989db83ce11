import { type MedusaContainer } from "@medusajs/framework/types"
import { BigNumber, ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { breakdownOf, type Breakdown } from "../../modules/rental/pricing/breakdown"
import { notFoundError, type Shortage } from "../../modules/rental/errors/rental-error"
import { readChoice, type AskedChoice } from "../../modules/rental/packages/read-choice"
import { periodDays, type RentalPeriod } from "../../modules/rental/periods/rental-period"
import type RentalModuleService from "../../modules/rental/service"
import { agreedCharges } from "../charges/agreed-charges"
import { readPricingContext } from "../carts/rates/cart-pricing-context"
import { itemsPriced, priceLine, type Rated } from "../carts/rates/price-line"
import { readDayRates, readRentalVariants } from "../carts/rates/rental-variants"
import { nameShortages } from "../carts/shortage-titles"

export interface QuoteRequest {
  period: RentalPeriod
  items: { variant_id: string; quantity: number; choices?: AskedChoice[] }[]
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
  /** The damage waiver customers can take, or have to; null when there is none. */
  waiver: { amount: number; words: string; is_required: boolean } | null
  /** Lines that lack units; empty when all can be had. */
  shortages: Shortage[]
}

export interface QuoteLine {
  variant_id: string
  quantity: number
  unit_price: number
  line_total: number
  breakdown: Breakdown
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
  const { period } = request
  const variantIds = [...new Set(request.items.map((item) => item.variant_id))]
  const { items, rentable } = await rental.readRentable(variantIds)
  const unknown = variantIds.find((id) => !rentable.has(id))
  if (unknown) {
    throw notFoundError("variant_id", `Variant ${unknown} is not for rent`)
  }
  const asked = request.items.map(({ choices = [], ...line }) => ({
    ...line,
    choice: readChoice(rentable.get(line.variant_id)?.package, choices),
  }))
  const region = await readRegion(container, request.region_id)
  const priced = itemsPriced(items, asked)
  // What is missing is looked up while the prices are.
  const [rates, pricing, shortages] = await Promise.all([
    readRates(container, priced, region, request.customer_id),
    rental.pricing(priced),
    rental.findShortages(
      asked.map((line, at) => ({ line_item_id: String(at), ...line })),
      period
    ),
  ])
  // Asked for twice, a variant is one line of a cart.
  const quantities = new Map<string, number>()
  for (const { variant_id, quantity } of asked) {
    quantities.set(variant_id, (quantities.get(variant_id) ?? 0) + quantity)
  }
  const lines = asked.map(({ choice, ...line }): Omit<QuoteLine, "deposit"> => {
    const { unit_price, price } = priceLine(
      pricing,
      { items, rates },
      {
        item: rentable.get(line.variant_id)!,
        choice,
        currencyCode: region.currency_code,
        period,
        quantity: quantities.get(line.variant_id) ?? line.quantity,
      }
    )
    return {
      ...line,
      unit_price,
      line_total: new BigNumber(MathBN.mult(price.unitPrice, line.quantity)).numeric,
      breakdown: breakdownOf(price, price.baseRate),
    }
  })
  const charges = await agreedCharges(rental, {
    lines: lines.map(({ variant_id, quantity, unit_price }) => ({
      variant_id,
      quantity,
      unit_price,
    })),
    period,
    currency_code: region.currency_code,
  })
  return {
    ...period,
    days: periodDays(period),
    currency_code: region.currency_code,
    lines: lines.map((line, at) => ({
      ...line,
      deposit: charges?.deposit.lines[at]?.amount ?? 0,
    })),
    waiver: charges?.waiver ?? null,
    totals: {
      items: new BigNumber(MathBN.sum(...lines.map((line) => line.line_total))).numeric,
      deposit: charges?.deposit.amount ?? 0,
    },
    shortages: await nameShortages(container, shortages),
  }
}

/** The day rates of items; one without is read with its title, for the refusal. */
async function readRates(
  container: MedusaContainer,
  priced: readonly { variant_id: string }[],
  region: { id: string; currency_code: string },
  customerId: string | undefined
): Promise<Rated["rates"]> {
  const context = readPricingContext(container, {
    region_id: region.id,
    currency_code: region.currency_code,
    customer_id: customerId,
  })
  const ids = priced.map((item) => item.variant_id)
  const rates = await readDayRates(container, ids, context)
  return ids.every((id) => rates.get(id)?.rate)
    ? rates
    : await readRentalVariants(container, ids, await context)
}

/** The region asked for, or the shop's first. */
export async function readRegion(
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
