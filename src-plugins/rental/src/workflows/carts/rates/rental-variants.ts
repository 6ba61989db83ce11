import { type MedusaContainer } from "@medusajs/framework/types"
import {
  BigNumber,
  ContainerRegistrationKeys,
  Modules,
  PriceListType,
  QueryContext,
} from "@medusajs/framework/utils"
import { requestError } from "../../../modules/rental/errors/rental-error"

/** Who buys where: what Medusa's prices and price lists depend on. */
export interface PricingContext {
  region_id: string
  currency_code: string
  sales_channel_id?: string | null
  customer_id?: string | null
  customer?: { id?: string; groups?: { id: string }[] } | null
}

/** A variant with its product, as a cart line copies them, and its price for one day. */
export interface RentalVariant {
  id: string
  title: string | null
  sku: string | null
  barcode: string | null
  thumbnail: string | null
  product: {
    id: string
    title: string
    description: string | null
    subtitle: string | null
    handle: string
    thumbnail: string | null
    status: string
    discountable: boolean
    is_giftcard: boolean
    type?: { id: string; value: string } | null
    collection?: { id: string; title: string } | null
    shipping_profile?: { id: string } | null
  }
  rate: DayRate | null
}

export interface DayRate {
  amount: BigNumber
  /** The price before a sale, when a sale price list gave `amount`. */
  before_sale: BigNumber | null
  is_tax_inclusive: boolean
}

/**
 * Variants with their Medusa price in the given context, which is the price of one day.
 * Price lists of a customer, group, region or sale apply as they do to goods.
 */
export async function readRentalVariants(
  container: MedusaContainer,
  variantIds: readonly string[],
  context: PricingContext
): Promise<Map<string, RentalVariant>> {
  if (!variantIds.length) {
    return new Map()
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: FIELDS,
    filters: { id: [...new Set(variantIds)] },
    context: { calculated_price: QueryContext({ ...context }) },
  })
  return new Map(
    (data as unknown as QueriedVariant[]).map(({ calculated_price, ...variant }) => [
      variant.id,
      { ...variant, rate: readRate(calculated_price) },
    ])
  )
}

/**
 * The day rates of variants alone, as `readRentalVariants` gives them, without asking for
 * their products: what a completion checks prices with.
 *
 * @param context who buys; may still be on its way
 */
export async function readDayRates(
  container: MedusaContainer,
  variantIds: readonly string[],
  context: PricingContext | Promise<PricingContext>
): Promise<Map<string, Pick<RentalVariant, "rate">>> {
  const links = container
    .resolve(ContainerRegistrationKeys.LINK)
    .getLinkModule(Modules.PRODUCT, "variant_id", Modules.PRICING, "price_set_id")
  if (!links) {
    throw new Error("This Medusa does not link variants to prices")
  }
  const [priced, buyer] = await Promise.all([
    links.list(
      { variant_id: [...new Set(variantIds)] },
      { select: ["variant_id", "price_set_id"] }
    ) as Promise<{ variant_id: string; price_set_id: string }[]>,
    context,
  ])
  const prices = await container
    .resolve(Modules.PRICING)
    .calculatePrices(
      { id: priced.map((link) => link.price_set_id) },
      { context: { ...buyer } as unknown as Record<string, string> }
    )
  const bySet = new Map(
    prices.map((price) => [price.id, price as unknown as QueriedPrice])
  )
  return new Map(
    priced.map((link) => [
      link.variant_id,
      { rate: readRate(bySet.get(link.price_set_id)) },
    ])
  )
}

/**
 * The day rate of a variant.
 *
 * @throws RentalError `rental_request_invalid` when it has no price in the currency
 */
export function requireRate(
  variant: (Pick<RentalVariant, "rate"> & Partial<RentalVariant>) | undefined,
  currencyCode: string
): DayRate {
  if (!variant?.rate) {
    throw requestError(
      "variant_id",
      `${variant?.product?.title ?? "This variant"} has no rental price in ${currencyCode}`
    )
  }
  return variant.rate
}

const FIELDS = [
  "id",
  "title",
  "sku",
  "barcode",
  "thumbnail",
  "product.id",
  "product.title",
  "product.description",
  "product.subtitle",
  "product.handle",
  "product.thumbnail",
  "product.status",
  "product.discountable",
  "product.is_giftcard",
  "product.type.id",
  "product.type.value",
  "product.collection.id",
  "product.collection.title",
  "product.shipping_profile.id",
  "calculated_price.*",
]

interface QueriedVariant extends Omit<RentalVariant, "rate"> {
  calculated_price?: QueriedPrice | null
}

interface QueriedPrice {
  calculated_amount: number | null
  raw_calculated_amount?: { value: string; precision?: number } | null
  original_amount: number | null
  raw_original_amount?: { value: string; precision?: number } | null
  is_calculated_price_tax_inclusive?: boolean
  calculated_price?: { price_list_type: string | null } | null
}

function readRate(price: QueriedPrice | null | undefined): DayRate | null {
  if (!price?.calculated_amount) {
    return null
  }
  const onSale =
    price.calculated_price?.price_list_type === PriceListType.SALE &&
    price.original_amount !== null &&
    price.original_amount !== price.calculated_amount
  return {
    amount: new BigNumber(price.raw_calculated_amount ?? price.calculated_amount),
    before_sale: onSale
      ? new BigNumber(price.raw_original_amount ?? price.original_amount ?? 0)
      : null,
    is_tax_inclusive: !!price.is_calculated_price_tax_inclusive,
  }
}
