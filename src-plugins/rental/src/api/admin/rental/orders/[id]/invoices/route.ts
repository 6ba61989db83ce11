import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { issueRentalInvoiceWorkflow } from "../../../../../../workflows/papers/issue-rental-invoice"
import { reasonField } from "../../../../../requests/order-fields"
import { viewInvoice } from "../../../../../requests/paper-list"
import { parseRequest, pathId } from "../../../../../requests/parse-request"

const Body = z
  .strictObject({ replace: z.strictObject({ reason: reasonField }).optional() })
  .nullish()

/** Issues the invoice of an order; the same one again while the order stays as it is. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = pathId(req)
  const body = parseRequest(Body, req.body)
  const { result } = await issueRentalInvoiceWorkflow(req.scope).run({
    input: {
      order_id,
      replace_reason: body?.replace?.reason ?? null,
      issued_by: req.auth_context.actor_id,
    },
  })
  res.json({ invoice: viewInvoice(result) })
}
