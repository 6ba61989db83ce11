import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { variantTitle } from "../variant-title"

/** The names that customers know variants by. */
export async function readVariantTitles(
  container: MedusaContainer,
  variantIds: readonly string[]
): Promise<Map<string, string>> {
  if (!variantIds.length) {
    return new Map()
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["id", "title", "product.title"],
    filters: { id: [...new Set(variantIds)] },
  })
  return new Map(data.map((variant) => [variant.id, variantTitle(variant)]))
}
