import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { requireOrder } from "../../../../../../workflows/orders/read-order"
import { listPapers } from "../../../../../requests/paper-list"
import { pathId } from "../../../../../requests/parse-request"

/** The papers that can be had of an order, its invoices, and the customer's token. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const orderId = pathId(req)
  await requireOrder(req.scope, orderId)
  res.json(await listPapers(req, orderId, "/admin/rental/orders"))
}
