import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { notFoundError, RentalError } from "../../modules/rental/errors/rental-error"
import { type ItemRow } from "../../modules/rental/items/item-rows"
import {
  type PackageChoice,
  type PackagePart,
  type PartCharge,
  type PartReplacement,
  type ReplacementCharge,
} from "../../modules/rental/packages/package-terms"
import { unitsWithParent } from "../../modules/rental/packages/add-ons"
import { periodDays, type RentalPeriod } from "../../modules/rental/periods/rental-period"
import { breakdownOf, type Breakdown } from "../../modules/rental/pricing/breakdown"
import { type Pricing } from "../../modules/rental/pricing/price-unit"
import type RentalModuleService from "../../modules/rental/service"
import { readPricingContext } from "../carts/rates/cart-pricing-context"
import {
  itemsPriced,
  priceLine,
  type PricedLine,
  type Rated,
} from "../carts/rates/price-line"
import { readRentalVariants } from "../carts/rates/rental-variants"
import { variantTitle } from "../variant-title"
import { readRegion } from "./quote"

export interface PackageRequest {
  variant_id: string
  quantity: number
  period: RentalPeriod
  region_id?: string
  customer_id?: string
}

/** A package for a period, as the shop has it, and what each choice would change. */
export interface PackageOffer extends RentalPeriod {
  days: number
  currency_code: string
  variant_id: string
  quantity: number
  /** Packages that are free as the shop has them. */
  available: number
  unit_price: number
  line_total: number
  breakdown: Breakdown
  components: OfferedComponent[]
  add_ons: OfferedAddOn[]
}

interface Offered {
  variant_id: string
  title: string
  /** What one unit costs alone for the period; null when it has no price of its own. */
  unit_price: number | null
  /** Units that are free. */
  available: number
}

export interface OfferedComponent extends Offered {
  /** Units for one package. */
  quantity: number
  optional: boolean
  selected: boolean
  charge: PartCharge
  /**
   * What one package costs more, or less, when an optional component is taken that is not in
   * it, or left out that is; null for one that cannot be chosen.
   */
  price_difference: number | null
  replacements: (Offered & { charge: ReplacementCharge; price_difference: number })[]
}

export interface OfferedAddOn extends Offered {
  required: boolean
  /** Units for the packages asked about. */
  quantity: number
}

/**
 * How a package is put together for a period: what can be chosen, what that costs, and what
 * is free. Prices are before tax and promotions.
 *
 * @throws RentalError `rental_not_found` for a variant that is no package
 */
export async function offerPackage(
  container: MedusaContainer,
  request: PackageRequest
): Promise<PackageOffer> {
  const { variant_id, quantity, period } = request
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const { items, rentable } = await rental.readRentable([variant_id])
  const item = rentable.get(variant_id)
  const terms = item?.package
  if (!item || !terms) {
    throw notFoundError("id", `Variant ${variant_id} is no package`)
  }
  const choices = choicesOf(terms.parts)
  const inside = variantsInside(item)
  const region = await readRegion(container, request.region_id)
  const priced = itemsPriced(items, [
    ...choices.map((choice) => ({ variant_id, choice })),
    ...inside.map((id) => ({ variant_id: id })),
  ])
  const [pricing, rates, titles, availability] = await Promise.all([
    rental.pricing(priced),
    readRates(container, priced, { ...region, customer_id: request.customer_id }),
    readTitles(container, inside),
    rental.listAvailability({ ...period, variant_ids: [variant_id, ...inside] }),
  ])
  const free = new Map(availability.map((row) => [row.variant_id, row.available]))
  const asked = { pricing, rated: { items, rates }, currency: region.currency_code }
  const price = (choice?: PackageChoice) =>
    priceFor(asked, { item, choice, period, quantity })
  const own = price()

  return {
    ...period,
    days: periodDays(period),
    currency_code: region.currency_code,
    variant_id,
    quantity,
    available: free.get(variant_id) ?? 0,
    unit_price: own.unit_price,
    line_total: own.price.lineTotal.numeric,
    breakdown: breakdownOf(own.price, own.price.baseRate),
    components: terms.parts.map(describePart),
    add_ons: (item.add_ons ?? []).map((addOn) => {
      const units = unitsWithParent(addOn, quantity)
      return { ...offered(addOn, units), required: addOn.is_required, quantity: units }
    }),
  }

  function describePart(part: PackagePart): OfferedComponent {
    return {
      ...offered(part, part.quantity * quantity),
      quantity: part.quantity,
      optional: part.is_optional,
      selected: part.is_default,
      charge: part.charge,
      price_difference: part.is_optional ? difference(otherWay(part)) : null,
      replacements: part.replacements.map((other) => ({
        ...offered(other, part.quantity * quantity),
        charge: other.charge,
        price_difference: difference(replacedBy(part, other)),
      })),
    }
  }

  function offered(one: { item_id: string; variant_id: string }, units: number): Offered {
    const of = items.get(one.item_id)
    return {
      variant_id: one.variant_id,
      title: titles.get(one.variant_id) ?? one.variant_id,
      unit_price: of ? priceAlone(asked, of, period, Math.max(1, units)) : null,
      available: free.get(one.variant_id) ?? 0,
    }
  }

  function difference(choice: PackageChoice): number {
    return MathBN.sub(price(choice).unit_price, own.unit_price).toNumber()
  }
}

/** The package as the shop has it, and with each choice made alone. */
function choicesOf(parts: readonly PackagePart[]): (PackageChoice | undefined)[] {
  return [
    undefined,
    ...parts.flatMap((part) => [
      ...(part.is_optional ? [otherWay(part)] : []),
      ...part.replacements.map((other) => replacedBy(part, other)),
    ]),
  ]
}

function otherWay({ variant_id, is_default }: PackagePart): PackageChoice {
  return { [variant_id]: { taken: !is_default } }
}

/** A component that is not in the package as it is, is in it when it is replaced. */
function replacedBy({ variant_id }: PackagePart, other: PartReplacement): PackageChoice {
  return { [variant_id]: { taken: true, replaced_by: other.variant_id } }
}

function variantsInside({ package: terms, add_ons = [] }: ItemRow): string[] {
  const ids = [
    ...(terms?.parts ?? []).flatMap((part) => [part, ...part.replacements]),
    ...add_ons,
  ].map(({ variant_id }) => variant_id)
  return [...new Set(ids)]
}

interface Asked {
  pricing: Pricing
  rated: Rated
  currency: string
}

function priceFor(
  { pricing, rated, currency }: Asked,
  line: {
    item: ItemRow
    choice?: PackageChoice
    period: RentalPeriod
    quantity: number
  }
): PricedLine {
  return priceLine(pricing, rated, { ...line, currencyCode: currency })
}

function priceAlone(
  asked: Asked,
  item: ItemRow,
  period: RentalPeriod,
  quantity: number
): number | null {
  try {
    return priceFor(asked, { item, period, quantity }).unit_price
  } catch (error) {
    if (error instanceof RentalError) {
      return null
    }
    throw error
  }
}

async function readRates(
  container: MedusaContainer,
  priced: readonly ItemRow[],
  { id, ...buyer }: { id: string; currency_code: string; customer_id?: string }
): Promise<Rated["rates"]> {
  return await readRentalVariants(
    container,
    priced.map((item) => item.variant_id),
    await readPricingContext(container, { region_id: id, ...buyer })
  )
}

async function readTitles(
  container: MedusaContainer,
  variantIds: readonly string[]
): Promise<Map<string, string>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["id", "title", "product.title"],
    filters: { id: [...variantIds] },
  })
  return new Map(data.map((variant) => [variant.id, variantTitle(variant)]))
}
