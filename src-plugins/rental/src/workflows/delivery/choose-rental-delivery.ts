import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  addShippingMethodToCartWorkflow,
  releaseLockStep,
} from "@medusajs/medusa/core-flows"
import { holdCartStep } from "../carts/steps/hold-cart"
import { lockCartStep } from "../carts/steps/lock-cart"
import { planDeliveryStep, type DeliveryRequest } from "./steps/plan-delivery"

/**
 * Chooses delivery for a cart: its jobs are held in their windows with the cart's units, and
 * the shipping method is added at the price the provider calculates. All or nothing; what was
 * chosen before is given back.
 *
 * @example
 * await chooseRentalDeliveryWorkflow(container).run({
 *   input: { cart_id, jobs: [{ kind: "delivery", window_id: "dwin_1" }] },
 * })
 */
export const chooseRentalDeliveryWorkflow = createWorkflow(
  "choose-rental-delivery",
  (input: DeliveryRequest) => {
    lockCartStep({ cart_id: input.cart_id })
    const plan = planDeliveryStep(input)
    holdCartStep(plan)
    const method = transform({ plan }, ({ plan: { cart_id, options } }) => ({
      cart_id,
      options,
    }))
    addShippingMethodToCartWorkflow.runAsStep({ input: method })
    releaseLockStep({ key: plan.cart_id, executeOnSubWorkflow: true })
    return new WorkflowResponse(plan)
  }
)
