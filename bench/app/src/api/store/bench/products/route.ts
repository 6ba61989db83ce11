import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, QueryContext } from "@medusajs/framework/utils"

/**
 * One query of products with their variants and prices, as a storefront lists them: what a
 * quote is compared with.
 */
export const POST = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const { product_ids, region_id } = req.body as {
    product_ids: string[]
    region_id: string
  }
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product",
    fields: [
      "id",
      "title",
      "handle",
      "thumbnail",
      "variants.id",
      "variants.title",
      "variants.sku",
      "variants.calculated_price.*",
    ],
    filters: { id: product_ids },
    context: {
      variants: {
        calculated_price: QueryContext({ region_id, currency_code: "usd" }),
      },
    },
  })
  res.json({ products: data })
}
