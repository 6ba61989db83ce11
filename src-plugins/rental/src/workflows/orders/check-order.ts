import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { checkGoodsStep, type CheckGoodsInput } from "./steps/check-in-goods"

/**
 * Goods of an order that came back were cleaned and looked over: all of them, some bookings,
 * or parts of one. With `ready`, the rest of their turnaround is free. Safe to repeat.
 *
 * @example
 * await checkOrderWorkflow(container).run({ input: { order_id, ready: true } })
 */
export const checkOrderWorkflow = createWorkflow(
  "check-order",
  (input: CheckGoodsInput) => new WorkflowResponse(checkGoodsStep(input))
)
