import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { giveUpGoodsStep, type GiveUpGoodsInput } from "./steps/give-up-goods"

/**
 * Nobody came for an order: what has not left is free again. Its prices stay; what is charged
 * for a no-show is for the shop to say. Safe to repeat.
 *
 * @example
 * await noShowOrderWorkflow(container).run({ input: { order_id } })
 */
export const noShowOrderWorkflow = createWorkflow(
  "no-show-order",
  (input: GiveUpGoodsInput) => new WorkflowResponse(giveUpGoodsStep(input))
)
