import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  prepareGoodsStep,
  unprepareGoodsStep,
  type PrepareGoodsInput,
  type UnprepareGoodsInput,
} from "./steps/prepare-goods"

/**
 * Goods of an order are packed: all of them, some bookings in parts, or serial units as they
 * are scanned. Safe to repeat.
 *
 * @example
 * await prepareOrderWorkflow(container).run({
 *   input: { order_id, bookings: [{ booking_id, quantity: 4 }] },
 * })
 */
export const prepareOrderWorkflow = createWorkflow(
  "prepare-order",
  (input: PrepareGoodsInput) => new WorkflowResponse(prepareGoodsStep(input))
)

/**
 * Goods of an order are unpacked again. Safe to repeat.
 *
 * @example
 * await unprepareOrderWorkflow(container).run({ input: { order_id } })
 */
export const unprepareOrderWorkflow = createWorkflow(
  "unprepare-order",
  (input: UnprepareGoodsInput) => new WorkflowResponse(unprepareGoodsStep(input))
)
