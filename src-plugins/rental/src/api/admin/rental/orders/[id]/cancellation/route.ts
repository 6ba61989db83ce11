import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { requireOrder } from "../../../../../../workflows/orders/read-order"
import { viewCancellation } from "../../../../../../workflows/rental-view/cancellation"
import { pathId } from "../../../../../requests/parse-request"

/** What comes back of an order that is cancelled now, and why; or what came back. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = pathId(req)
  await requireOrder(req.scope, order_id)
  res.json({ cancellation: await viewCancellation(req.scope, order_id) })
}
