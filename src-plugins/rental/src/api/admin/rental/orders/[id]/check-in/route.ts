import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { checkInOrderWorkflow } from "../../../../../../workflows/orders/check-in-order"
import { readOrderRental } from "../../../../../../workflows/rental-view/order-rental"
import { bookingsField } from "../../../../../requests/order-fields"
import { parseRequest, pathId } from "../../../../../requests/parse-request"

const Body = z.strictObject({ bookings: bookingsField.optional() }).nullish()

/** Goods of an order come back: all that is out, or the bookings and units named. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = pathId(req)
  const body = parseRequest(Body, req.body)
  const { result } = await checkInOrderWorkflow(req.scope).run({
    input: { order_id, bookings: body?.bookings },
  })
  res.json({ changed: result, rental: await readOrderRental(req.scope, order_id) })
}
