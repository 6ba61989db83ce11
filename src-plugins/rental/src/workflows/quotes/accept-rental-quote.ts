import { createWorkflow, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { convertRentalDraftOrderWorkflow } from "../orders/convert-rental-draft-order"
import { acceptQuoteStep } from "./steps/accept-quote"
import { releaseCartStep } from "./steps/release-cart"

/**
 * The customer accepts a quote: it becomes the order, at the price that was quoted. Its units
 * are reserved first; when some are missing, it stays a quote.
 *
 * @example
 * await acceptRentalQuoteWorkflow(container).run({ input: { order_id: "order_1" } })
 */
export const acceptRentalQuoteWorkflow = createWorkflow(
  "accept-rental-quote",
  (input: { order_id: string }) => {
    const accepted = acceptQuoteStep(input)
    releaseCartStep(accepted.release)
    when("is-draft", accepted, ({ is_draft }) => is_draft).then(() => {
      convertRentalDraftOrderWorkflow.runAsStep({ input })
    })
    return new WorkflowResponse(input)
  }
)
