import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { type RentalItemInput } from "../../modules/rental/items/upsert-items"
import { checkRentalVariantsStep } from "./steps/check-rental-variants"
import { stopManagingInventoryStep } from "./steps/stop-managing-inventory"
import { writeRentalItemsStep } from "./steps/write-rental-items"

export interface UpsertRentalItemsInput {
  items: RentalItemInput[]
}

/**
 * Makes variants rentable, or changes how they are rented: turnaround, rate card,
 * replacement value, fleet by stock location, components of a package. Idempotent; takes
 * hundreds of items in one call. All or none.
 *
 * @example
 * await upsertRentalItemsWorkflow(container).run({
 *   input: {
 *     items: [{ variant_id, product_id, turnaround_after: 1,
 *               fleet: [{ location_id, quantity: 40 }] }],
 *   },
 * })
 */
export const upsertRentalItemsWorkflow = createWorkflow(
  "upsert-rental-items",
  (input: UpsertRentalItemsInput) => {
    const checked = checkRentalVariantsStep({ items: input.items })
    stopManagingInventoryStep({ variant_ids: checked.managed_variant_ids })
    const variantIds = writeRentalItemsStep({ items: input.items })
    return new WorkflowResponse(variantIds)
  }
)
