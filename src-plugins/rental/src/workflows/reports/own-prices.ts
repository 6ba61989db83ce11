import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { type Decimal } from "../../modules/rental/reports/share-out"

/**
 * What variants cost on their own by currency: the price that holds for everybody, for one
 * unit, outside price lists. Those that have none are left out.
 */
export async function readOwnPrices(
  container: MedusaContainer,
  variantIds: readonly string[]
): Promise<Map<string, Map<string, Decimal>>> {
  if (!variantIds.length) {
    return new Map()
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["id", "price_set.prices.*"],
    filters: { id: [...new Set(variantIds)] },
  })
  return new Map(
    (data as unknown as QueriedVariant[]).map(({ id, price_set }) => [
      id,
      new Map(
        (price_set?.prices ?? [])
          .filter(holdsForEverybody)
          .map((price) => [price.currency_code, MathBN.convert(price.amount)])
      ),
    ])
  )
}

interface QueriedVariant {
  id: string
  price_set?: { prices?: QueriedPrice[] | null } | null
}

interface QueriedPrice {
  currency_code: string
  amount: number
  min_quantity: number | null
  rules_count?: number | null
  price_list_id?: string | null
}

function holdsForEverybody(price: QueriedPrice): boolean {
  return (
    !price.rules_count && !price.price_list_id && Number(price.min_quantity ?? 1) <= 1
  )
}
