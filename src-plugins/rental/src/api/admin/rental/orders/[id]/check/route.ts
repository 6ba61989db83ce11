import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RENTAL_MODULE } from "../../../../../../modules/rental"
import type RentalModuleService from "../../../../../../modules/rental/service"
import { checkOrderWorkflow } from "../../../../../../workflows/orders/check-order"
import { answerReturn } from "../../../../../../workflows/rental-view/return-answer"
import { pathId } from "../../../../../requests/parse-request"
import { readReturn } from "../../../../../requests/returns"

/** Goods that came back were cleaned and looked over: all, or the bookings and units named. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = pathId(req)
  const { options } = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const { ready = options.checkedIsReady, ...input } = readReturn(req, "check")
  const { result } = await checkOrderWorkflow(req.scope).run({
    input: { order_id, ready, ...input },
  })
  res.json(await answerReturn(req.scope, order_id, result))
}
