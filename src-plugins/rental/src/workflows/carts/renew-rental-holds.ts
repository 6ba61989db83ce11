import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { changeRentalCartWorkflow } from "./change-rental-cart"

/**
 * Extends the holds of a cart, takes those that ran out again, and brings its prices up to
 * date: what a customer who comes back needs, in one call.
 *
 * @example
 * await renewRentalHoldsWorkflow(container).run({ input: { cart_id } })
 */
export const renewRentalHoldsWorkflow = createWorkflow(
  "renew-rental-holds",
  (input: { cart_id: string; visitor?: string }) => {
    const change = transform({ input }, ({ input: { cart_id, visitor } }) => ({
      cart_id,
      visitor,
      change: { type: "renew-holds" as const },
    }))
    return new WorkflowResponse(changeRentalCartWorkflow.runAsStep({ input: change }))
  }
)
