import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { releaseLockStep } from "@medusajs/medusa/core-flows"
import { type RefundChoice } from "../../modules/rental/cancellation/settle-cancellation"
import { settleNoShowStep } from "../cancellation/steps/settle-no-show"
import { giveUpGoodsStep, type GiveUpGoodsInput } from "./steps/give-up-goods"
import { lockOrderStep } from "./steps/lock-order"

export interface NoShowOrderInput extends GiveUpGoodsInput {
  /** By the policy of the order, when absent. */
  choice?: RefundChoice
  /** Why something else than the policy is chosen. */
  reason?: string | null
  created_by?: string | null
}

/**
 * Nobody came for an order: what has not left is free again. Once nobody has come for any of
 * it, what its policy says comes back, or what staff choose. Safe to repeat.
 *
 * @example
 * await noShowOrderWorkflow(container).run({ input: { order_id } })
 */
export const noShowOrderWorkflow = createWorkflow(
  "no-show-order",
  (input: NoShowOrderInput) => {
    const named = transform({ input }, (data) => ({ order_id: data.input.order_id }))
    lockOrderStep(named)
    const changed = giveUpGoodsStep(input)
    const settled = settleNoShowStep(
      transform({ input }, (data) => ({
        order_id: data.input.order_id,
        kind: "no_show" as const,
        choice: data.input.choice ?? { refund: "policy" as const },
        reason: data.input.reason ?? null,
        created_by: data.input.created_by ?? null,
      }))
    )
    releaseLockStep({ key: named.order_id, executeOnSubWorkflow: true })
    return new WorkflowResponse({ changed, settled })
  }
)
