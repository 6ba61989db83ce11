import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { changeRentalCartWorkflow } from "./change-rental-cart"
import { type AskedPeriod } from "./steps/plan-cart-change"

export interface SetRentalPeriodInput extends AskedPeriod {
  cart_id: string
  visitor?: string
}

/**
 * Sets or changes the one period of a cart: every rental line gets its new price, and every
 * hold moves. When units are missing for one line, nothing changes.
 *
 * @example
 * await setRentalPeriodWorkflow(container).run({
 *   input: { cart_id, start_date: "2027-06-12", end_date: "2027-06-14" },
 * })
 */
export const setRentalPeriodWorkflow = createWorkflow(
  "set-rental-period",
  (input: SetRentalPeriodInput) => {
    const change = transform({ input }, ({ input: { cart_id, visitor, ...period } }) => ({
      cart_id,
      visitor,
      change: { type: "set-period" as const, ...period },
    }))
    return new WorkflowResponse(changeRentalCartWorkflow.runAsStep({ input: change }))
  }
)
