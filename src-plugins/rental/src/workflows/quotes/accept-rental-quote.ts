import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { releaseLockStep } from "@medusajs/medusa/core-flows"
import { lockOrderStep } from "../orders/steps/lock-order"
import { convertRentalDraftOrderWorkflow } from "../orders/convert-rental-draft-order"
import { acceptQuoteStep } from "./steps/accept-quote"
import { releaseCartStep } from "./steps/release-cart"

/**
 * The customer accepts a quote: it becomes the order, at the price that was quoted. Its units
 * are reserved first; when some are missing, it stays a quote. Who accepts it at the same time
 * waits, and finds it accepted: the order's own lock is for those who change it.
 *
 * @example
 * await acceptRentalQuoteWorkflow(container).run({ input: { order_id: "order_1" } })
 */
export const acceptRentalQuoteWorkflow = createWorkflow(
  "accept-rental-quote",
  (input: { order_id: string }) => {
    const acceptance = transform(input, ({ order_id }) => `accept ${order_id}`)
    lockOrderStep({ order_id: acceptance })
    const accepted = acceptQuoteStep(input)
    releaseCartStep(accepted.release)
    when("is-draft", accepted, ({ is_draft }) => is_draft).then(() => {
      convertRentalDraftOrderWorkflow.runAsStep({ input })
    })
    releaseLockStep({ key: acceptance, executeOnSubWorkflow: true })
    return new WorkflowResponse(input)
  }
)
