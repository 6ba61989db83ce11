import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { creditRentalInvoiceWorkflow } from "../../../../../../workflows/papers/issue-rental-invoice"
import { reasonField } from "../../../../../requests/order-fields"
import { viewInvoice } from "../../../../../requests/paper-list"
import { parseRequest, pathId } from "../../../../../requests/parse-request"

const Body = z.strictObject({ reason: reasonField })

/** Takes back the invoice of an order, whole. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = pathId(req)
  const { reason } = parseRequest(Body, req.body)
  const { result } = await creditRentalInvoiceWorkflow(req.scope).run({
    input: { order_id, reason, issued_by: req.auth_context.actor_id },
  })
  res.json({ credit_note: viewInvoice(result) })
}
