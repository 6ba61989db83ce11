import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

/**
 * Units of rentable variants are counted by the ledger, never by Medusa's inventory.
 *
 * @example
 * stopManagingInventoryStep({ variant_ids: ["variant_1"] })
 */
export const stopManagingInventoryStep = createStep(
  "stop-managing-inventory",
  async ({ variant_ids }: { variant_ids: string[] }, { container }) => {
    if (variant_ids.length) {
      const products = container.resolve(Modules.PRODUCT)
      await products.updateProductVariants(
        { id: variant_ids },
        { manage_inventory: false }
      )
    }
    return new StepResponse(variant_ids, variant_ids)
  },
  async (variantIds, { container }) => {
    if (variantIds?.length) {
      const products = container.resolve(Modules.PRODUCT)
      await products.updateProductVariants({ id: variantIds }, { manage_inventory: true })
    }
  }
)
