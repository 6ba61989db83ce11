import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { type RentalItemInput } from "../../../modules/rental/items/upsert-items"
import { type Overbook } from "../../../modules/rental/ledger/overbook"
import type RentalModuleService from "../../../modules/rental/service"

interface Written {
  before: RentalItemInput[]
  created: string[]
}

/**
 * Creates or changes rental items, with their fleet and components.
 *
 * @example
 * writeRentalItemsStep({
 *   items: [{ variant_id: "variant_1", product_id: "prod_1",
 *             fleet: [{ location_id: "sloc_1", quantity: 12 }] }],
 * })
 */
export const writeRentalItemsStep = createStep(
  "write-rental-items",
  async (
    { items, overbook }: { items: RentalItemInput[]; overbook?: Overbook },
    { container }
  ) => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const variantIds = items.map((item) => item.variant_id)
    const before = await rental.snapshotItems(variantIds)
    const existing = new Set(before.map((item) => item.variant_id))
    await rental.upsertItems(items, overbook)
    return new StepResponse<string[], Written>(variantIds, {
      before,
      created: variantIds.filter((id) => !existing.has(id)),
    })
  },
  async (written, { container }) => {
    if (!written) {
      return
    }
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    await rental.removeItems(written.created)
    // They were so before: what others have booked since is overbooked rather than broken.
    await rental.upsertItems(written.before, {
      author: "rental",
      reason: "Items were put back after a change that failed",
    })
  }
)
