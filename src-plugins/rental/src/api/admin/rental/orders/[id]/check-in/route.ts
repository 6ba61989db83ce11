import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { requestError } from "../../../../../../modules/rental/errors/rental-error"
import { checkInOrderWorkflow } from "../../../../../../workflows/orders/check-in-order"
import { answerReturn } from "../../../../../../workflows/rental-view/return-answer"
import { pathId } from "../../../../../requests/parse-request"
import { readReturn } from "../../../../../requests/returns"

/** Goods of an order come back: all that is out, or the bookings and units named. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = pathId(req)
  const { ready, ...input } = readReturn(req, "check-in")
  if (ready !== undefined) {
    throw requestError("ready", "ready is said when goods are looked over")
  }
  const { result } = await checkInOrderWorkflow(req.scope).run({
    input: { order_id, ...input },
  })
  res.json(await answerReturn(req.scope, order_id, result))
}
