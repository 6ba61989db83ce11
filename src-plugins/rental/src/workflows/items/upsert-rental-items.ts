import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { type RentalItemInput } from "../../modules/rental/items/upsert-items"
import { type Overbook } from "../../modules/rental/ledger/overbook"
import { checkRentalVariantsStep } from "./steps/check-rental-variants"
import { stopManagingInventoryStep } from "./steps/stop-managing-inventory"
import { writeRentalItemsStep } from "./steps/write-rental-items"

export interface UpsertRentalItemsInput {
  items: RentalItemInput[]
  /** Lets a fleet become smaller than what is booked, on the record. */
  overbook?: Overbook
}

/**
 * Makes variants rentable, or changes how they are rented: turnaround, rate card,
 * replacement value, by the day or by the hour, fleet by stock location and from a day on,
 * components of a package. Idempotent; takes hundreds of items in one call. All or none.
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
    const variantIds = writeRentalItemsStep(input)
    return new WorkflowResponse(variantIds)
  }
)
