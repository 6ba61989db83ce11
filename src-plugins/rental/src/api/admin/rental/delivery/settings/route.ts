import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RENTAL_MODULE } from "../../../../../modules/rental"
import { readDeliverySetup } from "../../../../../modules/rental/delivery/delivery-setup"
import { deliverySettingsSchema } from "../../../../../modules/rental/delivery/setup-fields"
import type RentalModuleService from "../../../../../modules/rental/service"
import { saveDeliverySettingsWorkflow } from "../../../../../workflows/delivery/save-delivery-setup"
import { parseRequest } from "../../../../requests/parse-request"

/** What holds for all of delivery. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { ledger } = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const { settings } = await readDeliverySetup(ledger.knex)
  res.json({ settings })
}

/** Changes some of it. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const input = parseRequest(deliverySettingsSchema, req.body)
  const { result } = await saveDeliverySettingsWorkflow(req.scope).run({ input })
  res.json({ settings: result })
}
