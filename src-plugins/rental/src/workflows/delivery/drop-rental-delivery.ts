import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  refreshCartItemsWorkflow,
  releaseLockStep,
  removeShippingMethodFromCartStep,
} from "@medusajs/medusa/core-flows"
import { lockCartStep } from "../carts/steps/lock-cart"
import { dropDeliveryStep } from "./steps/drop-delivery"

/**
 * Takes delivery off a cart: its jobs are free for others, and its shipping method goes.
 *
 * @example
 * await dropRentalDeliveryWorkflow(container).run({ input: { cart_id } })
 */
export const dropRentalDeliveryWorkflow = createWorkflow(
  "drop-rental-delivery",
  (input: { cart_id: string }) => {
    lockCartStep({ cart_id: input.cart_id })
    const shipping_method_ids = dropDeliveryStep(input)
    removeShippingMethodFromCartStep({ shipping_method_ids })
    refreshCartItemsWorkflow.runAsStep({ input: { cart_id: input.cart_id } })
    releaseLockStep({ key: input.cart_id, executeOnSubWorkflow: true })
    return new WorkflowResponse(shipping_method_ids)
  }
)
