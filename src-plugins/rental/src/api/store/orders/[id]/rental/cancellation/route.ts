import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { viewCancellation } from "../../../../../../workflows/rental-view/cancellation"
import { ownOrderId } from "../../../../../requests/own-order"

/** What comes back of the customer's own order when it is cancelled, or came back. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = await ownOrderId(req)
  const { reason: _reason, ...cancellation } = await viewCancellation(req.scope, order_id)
  res.json({ cancellation })
}
