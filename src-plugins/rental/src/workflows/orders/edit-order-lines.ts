import {
  addDraftOrderItemsWorkflow,
  beginDraftOrderEditWorkflow,
  beginOrderEditOrderWorkflow,
  confirmDraftOrderEditWorkflow,
  confirmOrderEditRequestWorkflow,
  orderEditAddNewItemWorkflow,
  orderEditUpdateItemQuantityWorkflow,
  requestDraftOrderEditWorkflow,
  requestOrderEditRequestWorkflow,
  updateDraftOrderItemWorkflow,
  updateOrderChangesStep,
} from "@medusajs/medusa/core-flows"
import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { RENTAL_EDIT } from "./steps/discard-order-edit"
import { type OrderPlan } from "./steps/plan-order-change"

export interface OrderLineEdit {
  plan: OrderPlan
  user_id: string
  /** Leaves the edit open, to be looked at and discarded. */
  preview?: boolean
}

/**
 * Writes the lines of a placed order through Medusa's order edit, so that its totals, taxes,
 * promotions, payment collection and history follow as with any other edit.
 *
 * @example
 * editOrderLinesWorkflow.runAsStep({ input: { plan, user_id } })
 */
export const editOrderLinesWorkflow = createWorkflow(
  "edit-order-lines",
  (input: OrderLineEdit) => {
    const { order_id, update, add } = input.plan
    const change = beginOrderEditOrderWorkflow.runAsStep({
      input: {
        order_id,
        created_by: input.user_id,
        description: "Rental changed",
        internal_note: RENTAL_EDIT,
      },
    })
    when("promotions-follow", input, ({ plan }) => plan.has_promotions).then(() => {
      const changes = transform({ change }, (made) => [
        { id: made.change.id, carry_over_promotions: true },
      ])
      updateOrderChangesStep(changes)
    })
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
 * Writes the lines of a draft order, through Medusa's draft order edit.
 *
 * @example
 * editDraftOrderLinesWorkflow.runAsStep({ input: { plan, user_id } })
 */
export const editDraftOrderLinesWorkflow = createWorkflow(
  "edit-draft-order-lines",
  (input: OrderLineEdit) => {
    const { order_id, update, add } = input.plan
    beginDraftOrderEditWorkflow.runAsStep({
      input: {
        order_id,
        created_by: input.user_id,
        description: "Rental changed",
        internal_note: RENTAL_EDIT,
      },
    })
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
