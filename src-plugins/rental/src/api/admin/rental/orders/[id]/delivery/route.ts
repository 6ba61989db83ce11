import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { changeOrderDeliveryWorkflow } from "../../../../../../workflows/delivery/change-order-delivery"
import { readOrderRental } from "../../../../../../workflows/rental-view/order-rental"
import { jobsField, noteField } from "../../../../../requests/delivery-fields"
import { parseRequest, pathId } from "../../../../../requests/parse-request"

const Body = z.strictObject({ jobs: jobsField, note: noteField.optional() })

/** Gives an order other windows, or takes delivery off it; what it costs stays. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = pathId(req)
  await changeOrderDeliveryWorkflow(req.scope).run({
    input: { order_id, ...parseRequest(Body, req.body) },
  })
  res.json({ rental: await readOrderRental(req.scope, order_id) })
}
