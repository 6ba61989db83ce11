import { releaseLockStep } from "@medusajs/medusa/core-flows"
import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { createRentalDraftOrderWorkflow } from "../orders/create-rental-draft-order"
import { lockOrderStep } from "../orders/steps/lock-order"
import { writeOrderBookingsStep } from "../orders/steps/write-order-bookings"
import { planCartQuoteStep, type QuoteTerms } from "./steps/plan-cart-quote"
import { planDraftQuoteStep } from "./steps/plan-draft-quote"
import { releaseCartStep } from "./steps/release-cart"
import { saveQuoteStep } from "./steps/save-quote"

/**
 * Makes a quote of a cart: a draft order at the prices of today, which hold until it expires.
 *
 * @example
 * await createRentalQuoteWorkflow(container).run({
 *   input: { cart_id: "cart_1", days: 14, hold: true, created_by: "user_1" },
 * })
 */
export const createRentalQuoteWorkflow = createWorkflow(
  "create-rental-quote",
  (input: QuoteTerms & { cart_id: string }) => {
    const plan = planCartQuoteStep(input)
    releaseCartStep(plan.release)
    const draft = createRentalDraftOrderWorkflow.runAsStep({ input: plan.draft })
    const quote = saveQuoteStep(
      transform({ plan, draft }, (made) => ({
        ...made.plan.quote,
        order_id: made.draft.order_id,
      }))
    )
    return new WorkflowResponse(quote)
  }
)

/**
 * Makes a quote of a draft order that staff have written.
 *
 * @example
 * await quoteRentalDraftOrderWorkflow(container).run({
 *   input: { order_id: "order_1", days: 14, hold: false, created_by: "user_1" },
 * })
 */
export const quoteRentalDraftOrderWorkflow = createWorkflow(
  "quote-rental-draft-order",
  (input: QuoteTerms & { order_id: string }) => {
    lockOrderStep(input)
    const plan = planDraftQuoteStep(input)
    writeOrderBookingsStep(plan.bookings)
    const quote = saveQuoteStep(plan.quote)
    releaseLockStep({ key: input.order_id, executeOnSubWorkflow: true })
    return new WorkflowResponse(quote)
  }
)
