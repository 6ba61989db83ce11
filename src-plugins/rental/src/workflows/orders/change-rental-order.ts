import { createOrderChangeStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { editDraftOrderLinesWorkflow, editOrderLinesWorkflow } from "./edit-order-lines"
import { keepPaymentScheduleStep } from "../payments/keep-schedule"
import { keepLinePricesStep } from "./steps/keep-line-prices"
import { lockOrderStep } from "./steps/lock-order"
import {
  planOrderChangeStep,
  type OrderChange,
  type OrderPlan,
} from "./steps/plan-order-change"
import { summariseOrderChangeStep } from "./steps/summarise-order-change"
import { undoTornEditStep } from "./steps/undo-torn-edit"
import { writeOrderBookingsStep } from "./steps/write-order-bookings"
import { RENTAL_EDIT, type OrderBefore } from "./torn-edits"

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
 * The edit is opened before the ledger is written and keeps what the order was: so a change
 * whose process died is undone, by the next change or by the reconciler.
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
    undoTornEditStep(order)
    const plan = planOrderChangeStep(input.change)
    const edit = transform({ plan, input }, (data) => ({
      plan: data.plan,
      user_id: data.input.user_id,
      preview: false,
    }))
    when("opens-edit", plan, changesLines).then(() => {
      createOrderChangeStep(transform({ edit }, describeEdit))
    })
    writeOrderBookingsStep(plan)
    when("edits-order", plan, (made) => !made.is_draft && changesLines(made)).then(() => {
      editOrderLinesWorkflow.runAsStep({ input: edit })
    })
    when("edits-draft", plan, (made) => made.is_draft && changesLines(made)).then(() => {
      editDraftOrderLinesWorkflow.runAsStep({ input: edit })
    })
    const priced = transform({ plan }, (data) => ({
      order_id: data.plan.order_id,
      prices: data.plan.records,
    }))
    keepLinePricesStep(priced)
    keepPaymentScheduleStep(order)
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
    undoTornEditStep(order)
    const plan = planOrderChangeStep(input.change)
    const edit = transform({ plan, input }, (data) => ({
      plan: data.plan,
      user_id: data.input.user_id,
      preview: true,
    }))
    when("opens-preview", plan, changesLines).then(() => {
      createOrderChangeStep(transform({ edit }, describeEdit))
    })
    when("tries-order", plan, (made) => !made.is_draft && changesLines(made)).then(() => {
      editOrderLinesWorkflow.runAsStep({ input: edit })
    })
    when("tries-draft", plan, (made) => made.is_draft && changesLines(made)).then(() => {
      editDraftOrderLinesWorkflow.runAsStep({ input: edit })
    })
    const summary = summariseOrderChangeStep({ plan, preview: true })
    undoTornEditStep(order).config({ name: "throw-preview-away" })
    releaseLockStep({ key: order.order_id, executeOnSubWorkflow: true })
    return new WorkflowResponse(summary)
  }
)

function changesLines(plan: { update: unknown[]; add: unknown[] }): boolean {
  return plan.update.length + plan.add.length > 0
}

function describeEdit({
  edit: { plan, user_id, preview },
}: {
  edit: { plan: OrderPlan; user_id: string; preview: boolean }
}) {
  const before: OrderBefore = {
    period: plan.period_before,
    state: plan.state,
    choices: plan.choices_before,
    preview,
    planned: plan.period,
  }
  return {
    change_type: "edit" as const,
    order_id: plan.order_id,
    created_by: user_id,
    description: "Rental changed",
    internal_note: RENTAL_EDIT,
    carry_over_promotions: plan.has_promotions || null,
    metadata: before as unknown as Record<string, unknown>,
  }
}
