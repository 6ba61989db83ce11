import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { checkInGoodsStep, type CheckInGoodsInput } from "./steps/check-in-goods"

/**
 * Goods of an order come back: all of them, some bookings, or parts of one. What comes back
 * early is free for others from then on. Safe to repeat.
 *
 * @example
 * await checkInOrderWorkflow(container).run({
 *   input: { order_id, bookings: [{ booking_id, quantity: 4 }] },
 * })
 */
export const checkInOrderWorkflow = createWorkflow(
  "check-in-order",
  (input: CheckInGoodsInput) => new WorkflowResponse(checkInGoodsStep(input))
)
