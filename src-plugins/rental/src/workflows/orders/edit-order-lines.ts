import {
  addDraftOrderItemsWorkflow,
  confirmDraftOrderEditWorkflow,
  confirmOrderEditRequestWorkflow,
  orderEditAddNewItemWorkflow,
  orderEditUpdateItemQuantityWorkflow,
  requestDraftOrderEditWorkflow,
  requestOrderEditRequestWorkflow,
  updateDraftOrderItemWorkflow,
} from "@medusajs/medusa/core-flows"
import { createWorkflow, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { type OrderPlan } from "./steps/plan-order-change"

export interface OrderLineEdit {
  plan: OrderPlan
  user_id: string
  /** Leaves the edit open, to be looked at and thrown away. */
  preview: boolean
}

/**
 * Writes the lines of a placed order into its open order edit and confirms that, so that
 * totals, taxes, promotions, payment collection and history follow as with any other edit.
 *
 * @example
 * editOrderLinesWorkflow.runAsStep({ input: { plan, user_id, preview: false } })
 */
export const editOrderLinesWorkflow = createWorkflow(
  "edit-order-lines",
  (input: OrderLineEdit) => {
    const { order_id, update, add } = input.plan
    when("lines-change", input, ({ plan }) => plan.update.length > 0).then(() => {
      orderEditUpdateItemQuantityWorkflow.runAsStep({
        input: { order_id, items: update },
      })
    })
    when("lines-are-added", input, ({ plan }) => plan.add.length > 0).then(() => {
      orderEditAddNewItemWorkflow.runAsStep({ input: { order_id, items: add } })
    })
    when("edit-is-kept", input, ({ preview }) => !preview).then(() => {
      requestOrderEditRequestWorkflow.runAsStep({
        input: { order_id, requested_by: input.user_id, no_notification: true },
      })
      confirmOrderEditRequestWorkflow.runAsStep({
        input: { order_id, confirmed_by: input.user_id },
      })
    })
    return new WorkflowResponse(input.plan)
  }
)

/**
 * Writes the lines of a draft order into its open edit and confirms that.
 *
 * @example
 * editDraftOrderLinesWorkflow.runAsStep({ input: { plan, user_id, preview: false } })
 */
export const editDraftOrderLinesWorkflow = createWorkflow(
  "edit-draft-order-lines",
  (input: OrderLineEdit) => {
    const { order_id, update, add } = input.plan
    when("draft-lines-change", input, ({ plan }) => plan.update.length > 0).then(() => {
      updateDraftOrderItemWorkflow.runAsStep({ input: { order_id, items: update } })
    })
    when("draft-lines-are-added", input, ({ plan }) => plan.add.length > 0).then(() => {
      addDraftOrderItemsWorkflow.runAsStep({ input: { order_id, items: add } })
    })
    when("draft-edit-is-kept", input, ({ preview }) => !preview).then(() => {
      requestDraftOrderEditWorkflow.runAsStep({
        input: { order_id, requested_by: input.user_id },
      })
      confirmDraftOrderEditWorkflow.runAsStep({
        input: { order_id, confirmed_by: input.user_id },
      })
    })
    return new WorkflowResponse(input.plan)
  }
)
