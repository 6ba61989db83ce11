import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  creditInvoiceStep,
  issueInvoiceStep,
  type InvoiceCredit,
  type InvoiceIssue,
} from "./steps/issue-invoice"

/**
 * Issues the invoice of an order; one that no longer fits is taken back first where a reason
 * is given.
 *
 * @example
 * await issueRentalInvoiceWorkflow(container).run({
 *   input: { order_id: "order_1", replace_reason: null, issued_by: "user_1" },
 * })
 */
export const issueRentalInvoiceWorkflow = createWorkflow(
  "issue-rental-invoice",
  (input: InvoiceIssue) => new WorkflowResponse(issueInvoiceStep(input))
)

/**
 * Takes back the invoice of an order with a credit note.
 *
 * @example
 * await creditRentalInvoiceWorkflow(container).run({
 *   input: { order_id: "order_1", reason: "Cancelled", issued_by: "user_1" },
 * })
 */
export const creditRentalInvoiceWorkflow = createWorkflow(
  "credit-rental-invoice",
  (input: InvoiceCredit) => new WorkflowResponse(creditInvoiceStep(input))
)
