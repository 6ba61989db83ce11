import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import {
  agreeCancellation,
  type AgreedCancellation,
} from "../../modules/rental/cancellation/cancellation-rule"
import type RentalModuleService from "../../modules/rental/service"

/**
 * The shop's policy for some items, as of now; null when all comes back of what is cancelled.
 */
export async function agreedCancellation(
  container: MedusaContainer,
  variantIds: readonly string[]
): Promise<AgreedCancellation | null> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const { cancellation } = (await rental.charges.current()).rules
  if (!cancellation) {
    return null
  }
  const { categories } = cancellation
  const ids = [...new Set(variantIds)]
  const items = categories.length ? await readCategories(container, ids) : []
  return agreeCancellation(cancellation, items)
}

/** The categories of products, with those above them. */
async function readCategories(
  container: MedusaContainer,
  variantIds: readonly string[]
): Promise<{ variant_id: string; category_ids: string[] }[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["id", "product.categories.id", "product.categories.mpath"],
    filters: { id: [...variantIds] },
  })
  const variants = data as unknown as {
    id: string
    product?: { categories?: ({ id: string; mpath?: string } | null)[] | null } | null
  }[]
  return variants.map(({ id, product }) => ({
    variant_id: id,
    category_ids: (product?.categories ?? []).flatMap((category) =>
      category ? [category.id, ...(category.mpath?.split(".") ?? [])] : []
    ),
  }))
}
