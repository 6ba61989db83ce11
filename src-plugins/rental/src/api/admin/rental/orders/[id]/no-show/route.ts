import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { noShowOrderWorkflow } from "../../../../../../workflows/orders/no-show-order"
import { readOrderRental } from "../../../../../../workflows/rental-view/order-rental"
import { idField } from "../../../../../requests/fields"
import { parseRequest, pathId } from "../../../../../requests/parse-request"

const Body = z
  .strictObject({ booking_ids: z.array(idField).min(1).max(1000).optional() })
  .nullish()

/** Nobody came: what has not left is free again. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = pathId(req)
  const body = parseRequest(Body, req.body)
  const { result } = await noShowOrderWorkflow(req.scope).run({
    input: { order_id, booking_ids: body?.booking_ids },
  })
  res.json({ changed: result, rental: await readOrderRental(req.scope, order_id) })
}
