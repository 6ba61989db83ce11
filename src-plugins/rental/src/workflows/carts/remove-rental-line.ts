import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { changeRentalCartWorkflow } from "./change-rental-cart"

export interface RemoveRentalLineInput {
  cart_id: string
  line_item_id: string
}

/**
 * Removes a rental line, and what went with it. A line that goes with another one is refused.
 *
 * @example
 * await removeRentalLineWorkflow(container).run({ input: { cart_id, line_item_id } })
 */
export const removeRentalLineWorkflow = createWorkflow(
  "remove-rental-line",
  (input: RemoveRentalLineInput) => {
    const change = transform({ input }, ({ input: { cart_id, line_item_id } }) => ({
      cart_id,
      change: { type: "remove-line" as const, line_item_id },
    }))
    return new WorkflowResponse(changeRentalCartWorkflow.runAsStep({ input: change }))
  }
)
