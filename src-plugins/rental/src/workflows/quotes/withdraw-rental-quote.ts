import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { withdrawQuoteStep } from "./steps/withdraw-quote"

/**
 * Takes a quote back that was not accepted. What it kept is freed by the next pass that frees
 * what quotes keep no more.
 *
 * @example
 * await withdrawRentalQuoteWorkflow(container).run({ input: { order_id: "order_1" } })
 */
export const withdrawRentalQuoteWorkflow = createWorkflow(
  "withdraw-rental-quote",
  (input: { order_id: string }) => new WorkflowResponse(withdrawQuoteStep(input))
)
