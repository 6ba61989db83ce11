import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RENTAL_MODULE } from "../../../../../modules/rental"
import { readDeliverySetup } from "../../../../../modules/rental/delivery/delivery-setup"
import { windowChangeSchema } from "../../../../../modules/rental/delivery/setup-fields"
import type RentalModuleService from "../../../../../modules/rental/service"
import { saveDeliveryWindowWorkflow } from "../../../../../workflows/delivery/save-delivery-setup"
import { parseRequest } from "../../../../requests/parse-request"

/** The windows of delivery. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { ledger } = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const { windows } = await readDeliverySetup(ledger.knex)
  res.json({ windows })
}

/** Makes a window, or changes the one with the `id`. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const input = parseRequest(windowChangeSchema, req.body)
  const { result } = await saveDeliveryWindowWorkflow(req.scope).run({ input })
  res.json({ window: result })
}
