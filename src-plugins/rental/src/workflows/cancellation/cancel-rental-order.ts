import { OrderWorkflowEvents } from "@medusajs/framework/utils"
import {
  createWorkflow,
  parallelize,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  cancelOrdersStep,
  cancelValidateOrder,
  deleteReservationsByLineItemsStep,
  emitEventStep,
  releaseLockStep,
} from "@medusajs/medusa/core-flows"
import { type RefundChoice } from "../../modules/rental/cancellation/settle-cancellation"
import { lockOrderStep } from "../orders/steps/lock-order"
import { undoTornEditStep } from "../orders/steps/undo-torn-edit"
import { planOrderCancellationStep } from "./steps/plan-order-cancellation"
import { releaseOrderStep } from "./steps/release-order"
import { settleOrderCancellationStep } from "./steps/settle-order-cancellation"

export interface CancelRentalOrderInput {
  order_id: string
  choice: RefundChoice
  /** Why something else than the policy is chosen. */
  reason?: string | null
  created_by?: string | null
}

/**
 * Cancels an order with rentals: what its policy says comes back through Medusa, the deposit
 * is given back, and its units are free again. In all else it is Medusa's own cancellation,
 * which refunds everything.
 *
 * Money that has moved is not moved back: when a later step fails, the order stays, and a
 * cancellation that is run again goes on where this one stopped.
 *
 * @example
 * await cancelRentalOrderWorkflow(container).run({
 *   input: { order_id, choice: { refund: "full" }, reason: "A flood", created_by: "user_1" },
 * })
 */
export const cancelRentalOrderWorkflow = createWorkflow(
  "cancel-rental-order",
  (input: CancelRentalOrderInput) => {
    const named = transform({ input }, (data) => ({ order_id: data.input.order_id }))
    lockOrderStep(named)
    undoTornEditStep(named)
    const plan = planOrderCancellationStep(
      transform({ input }, (data) => ({
        order_id: data.input.order_id,
        kind: "cancelled" as const,
        choice: data.input.choice,
        reason: data.input.reason ?? null,
        created_by: data.input.created_by ?? null,
      }))
    )
    cancelValidateOrder(
      transform({ plan }, (data) => ({
        order: data.plan.order as never,
        input: { order_id: data.plan.order_id },
      }))
    )
    const record = settleOrderCancellationStep(named)
    parallelize(
      deleteReservationsByLineItemsStep(plan.line_item_ids),
      emitEventStep({
        eventName: OrderWorkflowEvents.CANCELED,
        data: transform({ plan }, (data) => ({ id: data.plan.order_id })),
      })
    )
    cancelOrdersStep(transform({ plan }, (data) => ({ orderIds: [data.plan.order_id] })))
    releaseOrderStep(named)
    releaseLockStep({ key: named.order_id, executeOnSubWorkflow: true })
    return new WorkflowResponse(record)
  }
)
