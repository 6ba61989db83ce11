import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, ProductStatus } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { notFoundError } from "../../modules/rental/errors/rental-error"
import { type RentalPeriod } from "../../modules/rental/periods/rental-period"
import type RentalModuleService from "../../modules/rental/service"

/** How many are told at most. */
const MAX_ALTERNATIVES = 12

export interface AlternativesRequest {
  variant_id: string
  quantity: number
  period: RentalPeriod
  /** Only products of these channels; of any without. */
  sales_channel_ids?: readonly string[]
}

/** An item that can be had instead. One for each product: its variant with most units. */
export interface Alternative {
  product_id: string
  variant_id: string
  title: string
  handle: string
  thumbnail: string | null
  available: number
}

/**
 * Items of the same categories that are free for the period in the quantity asked, those
 * that share most tags with the item first.
 *
 * @throws RentalError `rental_not_found` when the variant is not for rent
 */
export async function findAlternatives(
  container: MedusaContainer,
  request: AlternativesRequest
): Promise<Alternative[]> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const item = (await rental.findRentable([request.variant_id])).get(request.variant_id)
  if (!item) {
    throw notFoundError("variant_id", `Variant ${request.variant_id} is not for rent`)
  }
  const { tags, others } = await readNeighbours(container, item.product_id, request)
  const variantIds = others.flatMap((product) => product.variants.map(({ id }) => id))
  if (!variantIds.length) {
    return []
  }
  const free = new Map(
    (await rental.listAvailability({ ...request.period, variant_ids: variantIds })).map(
      (row) => [row.variant_id, row.available]
    )
  )
  return others
    .flatMap((product) => {
      const [best] = product.variants
        .map(({ id }) => ({ id, available: free.get(id) ?? 0 }))
        .sort((a, b) => b.available - a.available)
      return best && best.available >= request.quantity
        ? [{ product, best, shared: product.tags.filter((tag) => tags.has(tag)).length }]
        : []
    })
    .sort((a, b) => b.shared - a.shared || b.best.available - a.best.available)
    .slice(0, MAX_ALTERNATIVES)
    .map(({ product, best }) => ({
      product_id: product.id,
      variant_id: best.id,
      title: product.title,
      handle: product.handle,
      thumbnail: product.thumbnail,
      available: best.available,
    }))
}

interface Neighbour {
  id: string
  title: string
  handle: string
  thumbnail: string | null
  tags: string[]
  variants: { id: string }[]
}

interface QueriedProduct extends Omit<Neighbour, "tags"> {
  categories?: { id: string }[]
  tags?: { id: string }[]
}

/** The published products that share a category with a product, and that product's tags. */
async function readNeighbours(
  container: MedusaContainer,
  productId: string,
  { sales_channel_ids }: AlternativesRequest
): Promise<{ tags: ReadonlySet<string>; others: Neighbour[] }> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const own = await query.graph({
    entity: "product",
    fields: ["id", "categories.id", "tags.id"],
    filters: { id: productId },
  })
  const product = own.data[0] as unknown as QueriedProduct | undefined
  const categories = (product?.categories ?? []).map(({ id }) => id)
  const tags = new Set((product?.tags ?? []).map(({ id }) => id))
  if (!categories.length) {
    return { tags, others: [] }
  }
  const { data } = await query.graph({
    entity: "product",
    fields: [
      "id",
      "title",
      "handle",
      "thumbnail",
      "tags.id",
      "variants.id",
      ...(sales_channel_ids ? ["sales_channels.id"] : []),
    ],
    filters: { categories: { id: categories }, status: ProductStatus.PUBLISHED },
    pagination: { take: 200, skip: 0, order: { title: "ASC" } },
  })
  const found = data as unknown as (QueriedProduct & {
    sales_channels?: { id: string }[]
  })[]
  const others = found
    .filter(({ id, sales_channels }) => {
      const shown = sales_channels?.some((c) => sales_channel_ids?.includes(c.id))
      return id !== productId && (!sales_channel_ids || shown)
    })
    .map(({ tags: own = [], variants = [], ...rest }) => ({
      ...rest,
      variants,
      tags: own.map(({ id }) => id),
    }))
  return { tags, others }
}
