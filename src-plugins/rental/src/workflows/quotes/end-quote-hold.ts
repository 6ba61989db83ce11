import { releaseLockStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { lockOrderStep } from "../orders/steps/lock-order"
import { writeOrderBookingsStep } from "../orders/steps/write-order-bookings"
import { endQuoteHoldStep, planHoldEndStep, type HoldEnd } from "./steps/end-hold"

/**
 * Frees what a quote kept that can no longer be accepted.
 *
 * @example
 * await endQuoteHoldWorkflow(container).run({ input: { order_id: "order_1" } })
 */
export const endQuoteHoldWorkflow = createWorkflow(
  "end-quote-hold",
  (input: { order_id: string }) => {
    lockOrderStep(input)
    const plan = planHoldEndStep(input)
    when("keeps-units", plan, ({ bookings }: HoldEnd) => bookings !== null).then(() => {
      writeOrderBookingsStep(plan.bookings as never)
    })
    endQuoteHoldStep(input)
    releaseLockStep({ key: input.order_id, executeOnSubWorkflow: true })
    return new WorkflowResponse(input)
  }
)
