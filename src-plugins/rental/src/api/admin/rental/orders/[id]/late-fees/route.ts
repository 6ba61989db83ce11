import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RENTAL_MODULE } from "../../../../../../modules/rental"
import { readLateGoods } from "../../../../../../modules/rental/charges/late-goods"
import type RentalModuleService from "../../../../../../modules/rental/service"
import { requireOrder } from "../../../../../../workflows/orders/read-order"
import { pathId } from "../../../../../requests/parse-request"

/** What goods of an order cost that came back late, or are late now. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = pathId(req)
  await requireOrder(req.scope, order_id)
  const { ledger } = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  res.json({ late_fees: await readLateGoods(ledger, order_id) })
}
