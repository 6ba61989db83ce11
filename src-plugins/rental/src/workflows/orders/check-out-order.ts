import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { checkOutGoodsStep, type MoveGoodsInput } from "./steps/check-out-goods"

/**
 * Goods of an order leave: all of them, some bookings, or parts of one. Safe to repeat.
 *
 * @example
 * await checkOutOrderWorkflow(container).run({
 *   input: { order_id, bookings: [{ booking_id, unit_ids: ["runit_1", "runit_2"] }] },
 * })
 */
export const checkOutOrderWorkflow = createWorkflow(
  "check-out-order",
  (input: MoveGoodsInput) => new WorkflowResponse(checkOutGoodsStep(input))
)
