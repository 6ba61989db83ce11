import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { cancelRentalOrderWorkflow } from "../../../../../../workflows/cancellation/cancel-rental-order"
import { requireOrder } from "../../../../../../workflows/orders/read-order"
import { viewCancellation } from "../../../../../../workflows/rental-view/cancellation"
import { readOrderRental } from "../../../../../../workflows/rental-view/order-rental"
import { parseRequest, pathId } from "../../../../../requests/parse-request"
import { readRefundChoice, refundFields } from "../../../../../requests/refund-choice"

const Body = z.strictObject(refundFields).nullish()

/** Cancels an order: what its policy says comes back, or what staff choose. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = pathId(req)
  const choice = readRefundChoice(parseRequest(Body, req.body) ?? {})
  await requireOrder(req.scope, order_id)
  await cancelRentalOrderWorkflow(req.scope).run({
    input: { order_id, ...choice, created_by: req.auth_context.actor_id },
  })
  res.json({
    cancellation: await viewCancellation(req.scope, order_id),
    rental: await readOrderRental(req.scope, order_id),
  })
}
