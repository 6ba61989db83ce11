import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { changeRentalCartWorkflow } from "./change-rental-cart"

export interface SetRentalQuantityInput {
  cart_id: string
  line_item_id: string
  /** At least 1; a line is removed with Medusa's own workflow. */
  quantity: number
  metadata?: Record<string, unknown> | null
  visitor?: string
}

/**
 * Sets the quantity of a rental line. Its hold moves, and its price: with a quantity break,
 * more units can cost less each.
 *
 * @example
 * await setRentalQuantityWorkflow(container).run({
 *   input: { cart_id, line_item_id, quantity: 12 },
 * })
 */
export const setRentalQuantityWorkflow = createWorkflow(
  "set-rental-quantity",
  (input: SetRentalQuantityInput) => {
    const change = transform({ input }, ({ input: { cart_id, visitor, ...line } }) => ({
      cart_id,
      visitor,
      change: { type: "set-quantity" as const, ...line },
    }))
    return new WorkflowResponse(changeRentalCartWorkflow.runAsStep({ input: change }))
  }
)
