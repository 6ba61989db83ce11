import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { notFoundError, requestError } from "../../../modules/rental/errors/rental-error"
import { type RentalItemInput } from "../../../modules/rental/items/upsert-items"

export interface CheckedVariants {
  /** Variants whose stock Medusa still counts: the ledger does that from now on. */
  managed_variant_ids: string[]
}

/**
 * Makes sure that the variants and stock locations of rental items exist.
 *
 * @example
 * checkRentalVariantsStep({ items: [{ variant_id: "variant_1", product_id: "prod_1" }] })
 */
export const checkRentalVariantsStep = createStep(
  "check-rental-variants",
  async ({ items }: { items: RentalItemInput[] }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const ids = [...new Set(items.map((item) => item.variant_id))]
    if (ids.length !== items.length) {
      throw requestError("variant_id", "A variant is listed twice")
    }
    const { data: variants } = await query.graph({
      entity: "product_variant",
      fields: ["id", "product_id", "manage_inventory"],
      filters: { id: ids },
    })
    const found = new Map(variants.map((variant) => [variant.id, variant]))
    for (const item of items) {
      if (found.get(item.variant_id)?.product_id !== item.product_id) {
        throw notFoundError(
          "variant_id",
          `Product ${item.product_id} has no variant ${item.variant_id}`
        )
      }
    }
    await checkLocations(items)
    return new StepResponse<CheckedVariants>({
      managed_variant_ids: variants.filter((v) => v.manage_inventory).map((v) => v.id),
    })

    async function checkLocations(inputs: RentalItemInput[]): Promise<void> {
      const places = inputs.flatMap((item) => item.fleet ?? []).map((f) => f.location_id)
      if (!places.length) {
        return
      }
      const { data: locations } = await query.graph({
        entity: "stock_location",
        fields: ["id"],
        filters: { id: [...new Set(places)] },
      })
      const known = new Set(locations.map((location) => location.id))
      const unknown = places.find((id) => !known.has(id))
      if (unknown) {
        throw notFoundError("fleet.location_id", `There is no stock location ${unknown}`)
      }
    }
  }
)
