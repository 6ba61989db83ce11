import {
  beginDraftOrderEditWorkflow,
  computeDraftOrderAdjustmentsWorkflow,
  confirmDraftOrderEditWorkflow,
  requestDraftOrderEditWorkflow,
} from "@medusajs/medusa/core-flows"
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

/**
 * Works out the promotions of a draft order once more, now that it is there: when Medusa makes
 * an order, rules cannot ask what is rented, nor for the categories of its products.
 *
 * @example
 * promoteDraftOrderWorkflow.runAsStep({ input: { order_id } })
 */
export const promoteDraftOrderWorkflow = createWorkflow(
  "promote-draft-order",
  (input: { order_id: string }) => {
    beginDraftOrderEditWorkflow.runAsStep({ input })
    computeDraftOrderAdjustmentsWorkflow.runAsStep({ input })
    requestDraftOrderEditWorkflow.runAsStep({ input })
    confirmDraftOrderEditWorkflow.runAsStep({
      input: { order_id: input.order_id, confirmed_by: "rental" },
    })
    return new WorkflowResponse(input)
  }
)
