import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { moveBookingWorkflow } from "../../../../../../workflows/orders/move-booking"
import { readOrderRental } from "../../../../../../workflows/rental-view/order-rental"
import { idField } from "../../../../../requests/fields"
import { parseRequest, pathId } from "../../../../../requests/parse-request"

const Body = z.strictObject({ location_id: idField })

/** Goods of a booking come from another place, if they are free there. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const booking_id = pathId(req)
  const { location_id } = parseRequest(Body, req.body)
  const { result } = await moveBookingWorkflow(req.scope).run({
    input: { booking_id, location_id },
  })
  res.json({
    changed: result.changed ? [booking_id] : [],
    rental: await readOrderRental(req.scope, result.order_id),
  })
}
