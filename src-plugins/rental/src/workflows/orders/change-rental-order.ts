import { releaseLockStep } from "@medusajs/medusa/core-flows"
import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { editDraftOrderLinesWorkflow, editOrderLinesWorkflow } from "./edit-order-lines"
import { discardOrderEditStep } from "./steps/discard-order-edit"
import { lockOrderStep } from "./steps/lock-order"
import { planOrderChangeStep, type OrderChange } from "./steps/plan-order-change"
import { summariseOrderChangeStep } from "./steps/summarise-order-change"
import { writeOrderBookingsStep } from "./steps/write-order-bookings"

export interface ChangeRentalOrderInput {
  change: OrderChange
  /** The user who changes it, for the history of the order. */
  user_id: string
}

/**
 * Changes dates, lines and quantities of an order, placed or draft. The ledger comes first,
 * all or nothing; then Medusa's own order edit writes the lines, so that totals and the
 * payment difference follow. A step that fails puts lines and bookings back.
 *
 * A change that died half way is finished by the same call again.
 *
 * @example
 * await changeRentalOrderWorkflow(container).run({
 *   input: { change: { order_id, end_date: "2027-06-20" }, user_id },
 * })
 */
export const changeRentalOrderWorkflow = createWorkflow(
  "change-rental-order",
  (input: ChangeRentalOrderInput) => {
    const order = transform({ input }, (data) => ({
      order_id: data.input.change.order_id,
    }))
    lockOrderStep(order)
    discardOrderEditStep(order)
    const plan = planOrderChangeStep(input.change)
    writeOrderBookingsStep(plan)
    const edit = transform({ plan, input }, (data) => ({
      plan: data.plan,
      user_id: data.input.user_id,
    }))
    when("edits-order", plan, (made) => !made.is_draft && changesLines(made)).then(() => {
      editOrderLinesWorkflow.runAsStep({ input: edit })
    })
    when("edits-draft", plan, (made) => made.is_draft && changesLines(made)).then(() => {
      editDraftOrderLinesWorkflow.runAsStep({ input: edit })
    })
    const summary = summariseOrderChangeStep({ plan, preview: false })
    releaseLockStep({ key: order.order_id, executeOnSubWorkflow: true })
    return new WorkflowResponse(summary)
  }
)

/**
 * What a change would cost and what it would lack. Medusa works out the totals in an order
 * edit that is thrown away again; the ledger is only read.
 *
 * @example
 * await previewRentalOrderChangeWorkflow(container).run({
 *   input: { change: { order_id, end_date: "2027-06-20" }, user_id },
 * })
 */
export const previewRentalOrderChangeWorkflow = createWorkflow(
  "preview-rental-order-change",
  (input: ChangeRentalOrderInput) => {
    const order = transform({ input }, (data) => ({
      order_id: data.input.change.order_id,
    }))
    lockOrderStep(order)
    discardOrderEditStep(order)
    const plan = planOrderChangeStep(input.change)
    const edit = transform({ plan, input }, (data) => ({
      plan: data.plan,
      user_id: data.input.user_id,
      preview: true,
    }))
    when("tries-order", plan, (made) => !made.is_draft && changesLines(made)).then(() => {
      editOrderLinesWorkflow.runAsStep({ input: edit })
    })
    when("tries-draft", plan, (made) => made.is_draft && changesLines(made)).then(() => {
      editDraftOrderLinesWorkflow.runAsStep({ input: edit })
    })
    const summary = summariseOrderChangeStep({ plan, preview: true })
    discardOrderEditStep(order).config({ name: "discard-preview" })
    releaseLockStep({ key: order.order_id, executeOnSubWorkflow: true })
    return new WorkflowResponse(summary)
  }
)

function changesLines(plan: { update: unknown[]; add: unknown[] }): boolean {
  return plan.update.length + plan.add.length > 0
}
