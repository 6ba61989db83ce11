import {
  addToCartWorkflow,
  createLineItemsStep,
  deleteLineItemsWorkflow,
  refreshCartItemsWorkflow,
  releaseLockStep,
  updateLineItemsStep,
} from "@medusajs/medusa/core-flows"
import {
  createWorkflow,
  parallelize,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { absorbCartStep } from "./steps/absorb-cart"
import { lockCartStep } from "./steps/lock-cart"
import { planCartMergeStep, type CartMerge } from "./steps/plan-cart-merge"

/**
 * Moves everything of one cart into another, as when a visitor signs in: rentals with their
 * holds, which change hands in one transaction of the ledger, and goods for sale. The same
 * variant in both becomes one line. The other cart is left empty.
 *
 * @example
 * await mergeRentalCartsWorkflow(container).run({
 *   input: { cart_id, from_cart_id, customer_id: "cus_1" },
 * })
 */
export const mergeRentalCartsWorkflow = createWorkflow(
  "merge-rental-carts",
  (input: CartMerge) => {
    const order = transform({ input }, ({ input: { cart_id, from_cart_id } }) =>
      [cart_id, from_cart_id].sort()
    )
    // Two merges of the same carts, whichever way round, take their locks in one order.
    lockCartStep({ cart_id: order[0]! })
    lockCartStep({ cart_id: order[1]! }).config({ name: "lock-other-cart" })
    const plan = planCartMergeStep(input)
    absorbCartStep(plan)
    const [created, updated] = parallelize(
      createLineItemsStep({ id: plan.cart_id, items: plan.create }),
      updateLineItemsStep({ id: plan.cart_id, items: plan.update })
    )
    when("goods-move", plan, ({ goods }) => goods.length > 0).then(() => {
      addToCartWorkflow.runAsStep({ input: { cart_id: plan.cart_id, items: plan.goods } })
    })
    const items = transform({ created, updated }, (lines) => [
      ...lines.created,
      ...lines.updated,
    ])
    refreshCartItemsWorkflow.runAsStep({ input: { cart_id: plan.cart_id, items } })
    when("other-cart-is-emptied", plan, ({ remove }) => remove.length > 0).then(() => {
      deleteLineItemsWorkflow.runAsStep({
        input: { cart_id: plan.from_cart_id, ids: plan.remove },
      })
    })
    releaseLockStep({ key: order, executeOnSubWorkflow: true })
    return new WorkflowResponse(plan)
  }
)
