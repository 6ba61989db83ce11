import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { noShowOrderWorkflow } from "../../../../../../workflows/orders/no-show-order"
import { describeCancellation } from "../../../../../../workflows/rental-view/cancellation"
import { readOrderRental } from "../../../../../../workflows/rental-view/order-rental"
import { idField } from "../../../../../requests/fields"
import { parseRequest, pathId } from "../../../../../requests/parse-request"
import { readRefundChoice, refundFields } from "../../../../../requests/refund-choice"

const Body = z
  .strictObject({
    booking_ids: z.array(idField).min(1).max(1000).optional(),
    ...refundFields,
  })
  .nullish()

/** Nobody came: what has not left is free again, and the policy says what comes back. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = pathId(req)
  const body = parseRequest(Body, req.body)
  const { result } = await noShowOrderWorkflow(req.scope).run({
    input: {
      order_id,
      booking_ids: body?.booking_ids,
      ...readRefundChoice(body ?? {}),
      created_by: req.auth_context.actor_id,
    },
  })
  res.json({
    changed: result.changed,
    cancellation: result.settled && describeCancellation(result.settled),
    rental: await readOrderRental(req.scope, order_id),
  })
}
