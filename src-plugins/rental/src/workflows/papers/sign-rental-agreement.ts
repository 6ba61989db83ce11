import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { signAgreementStep, type AgreementSigning } from "./steps/sign-agreement"

/**
 * Keeps a customer's signature under the agreement of an order, with the document that was
 * signed.
 *
 * @example
 * await signRentalAgreementWorkflow(container).run({
 *   input: {
 *     order_id: "order_1",
 *     document_sha256: "…",
 *     name: "Ada Reyes",
 *     strokes: [],
 *     address: "203.0.113.7",
 *     user_agent: "…",
 *     customer_id: null,
 *   },
 * })
 */
export const signRentalAgreementWorkflow = createWorkflow(
  "sign-rental-agreement",
  (input: AgreementSigning) => new WorkflowResponse(signAgreementStep(input))
)
