import { convertDraftOrderWorkflow, releaseLockStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { agreeOrderChargesStep } from "../charges/agree-order-charges"
import { freezeScheduleStep } from "../payments/freeze-schedule"
import { keepPaymentScheduleStep } from "../payments/keep-schedule"
import { lockOrderStep } from "./steps/lock-order"
import { planConversionStep } from "./steps/plan-conversion"
import { writeOrderBookingsStep } from "./steps/write-order-bookings"

/**
 * Places a draft order: its units are reserved first, all or nothing, and only then does
 * Medusa make it an order. It is placed with the deposit, the late fees and the policy of
 * cancellation as they are then. When that fails, the bookings are what they were.
 *
 * @example
 * await convertRentalDraftOrderWorkflow(container).run({ input: { order_id: "order_1" } })
 */
export const convertRentalDraftOrderWorkflow = createWorkflow(
  "convert-rental-draft-order",
  (input: { order_id: string }) => {
    lockOrderStep(input)
    const bookings = planConversionStep(input)
    writeOrderBookingsStep(bookings)
    agreeOrderChargesStep(input)
    const order = convertDraftOrderWorkflow.runAsStep({ input: { id: input.order_id } })
    freezeScheduleStep(input)
    keepPaymentScheduleStep(input)
    releaseLockStep({ key: input.order_id, executeOnSubWorkflow: true })
    return new WorkflowResponse(order)
  }
)
