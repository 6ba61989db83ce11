import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { VIBE_MATCH_MODULE } from "../modules/vibe-match"
import type VibeMatchModuleService from "../modules/vibe-match/service"
import { reindexProductsWorkflow } from "../workflows"

type Changed = { id: string; product_id?: string }

/** Keeps the vectors of a product current when it, or one of its variants, changes. */
export default async function productChanged({
  event: { name, data },
  container,
}: SubscriberArgs<Changed>): Promise<void> {
  const productId = name.startsWith("product-variant.")
    ? (data.product_id ?? (await productOfVariant(data.id, container)))
    : data.id
  if (!productId) return
  const vibe = container.resolve<VibeMatchModuleService>(VIBE_MATCH_MODULE)
  await vibe.changes.add(productId, async (product_ids) => {
    await reindexProductsWorkflow(container).run({
      input: { product_ids, only_changed: true },
    })
  })
}

async function productOfVariant(
  variantId: string,
  container: SubscriberArgs<Changed>["container"]
): Promise<string | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["product_id"],
    filters: { id: variantId },
    withDeleted: true,
  })
  return data[0]?.product_id ?? null
}

export const config: SubscriberConfig = {
  event: [
    "product.created",
    "product.updated",
    "product.deleted",
    "product-variant.created",
    "product-variant.updated",
    "product-variant.deleted",
  ],
}
