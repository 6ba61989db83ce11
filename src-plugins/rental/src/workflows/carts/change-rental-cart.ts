import {
  createLineItemsStep,
  deleteLineItemsWorkflow,
  emitEventStep,
  refreshCartItemsWorkflow,
  releaseLockStep,
  updateLineItemsStep,
} from "@medusajs/medusa/core-flows"
import { CartWorkflowEvents } from "@medusajs/framework/utils"
import {
  createWorkflow,
  parallelize,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { holdCartStep } from "./steps/hold-cart"
import { lockCartStep } from "./steps/lock-cart"
import { planCartChangeStep, type CartChange } from "./steps/plan-cart-change"

export interface ChangeRentalCartInput {
  cart_id: string
  change: CartChange
  /** Who shops: what one visitor holds in all carts has a limit. */
  visitor?: string
}

/**
 * Changes the rentals of a cart: plans and prices the whole cart, moves its holds in one
 * transaction, then writes its lines and lets Medusa refresh taxes, promotions and the
 * payment. All or nothing: a step that fails puts the lines and the holds back.
 *
 * @example
 * await changeRentalCartWorkflow(container).run({
 *   input: { cart_id, change: { type: "add-item", variant_id, quantity: 12 } },
 * })
 */
export const changeRentalCartWorkflow = createWorkflow(
  "change-rental-cart",
  (input: ChangeRentalCartInput) => {
    lockCartStep({ cart_id: input.cart_id })
    const plan = planCartChangeStep(input)
    holdCartStep(plan)
    const [created, updated] = parallelize(
      createLineItemsStep({ id: plan.cart_id, items: plan.create }),
      updateLineItemsStep({ id: plan.cart_id, items: plan.update })
    )
    when("lines-go", plan, ({ remove }) => remove.length > 0).then(() => {
      deleteLineItemsWorkflow.runAsStep({
        input: { cart_id: plan.cart_id, ids: plan.remove },
      })
    })
    const items = transform({ created, updated }, (lines) => [
      ...lines.created,
      ...lines.updated,
    ])
    refreshCartItemsWorkflow.runAsStep({ input: { cart_id: plan.cart_id, items } })
    parallelize(
      emitEventStep({
        eventName: CartWorkflowEvents.UPDATED,
        data: { id: plan.cart_id },
      }),
      releaseLockStep({ key: plan.cart_id, executeOnSubWorkflow: true })
    )
    return new WorkflowResponse(plan)
  }
)
