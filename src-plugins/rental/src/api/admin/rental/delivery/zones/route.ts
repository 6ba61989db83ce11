import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RENTAL_MODULE } from "../../../../../modules/rental"
import { readDeliverySetup } from "../../../../../modules/rental/delivery/delivery-setup"
import { zoneChangeSchema } from "../../../../../modules/rental/delivery/setup-fields"
import type RentalModuleService from "../../../../../modules/rental/service"
import { saveDeliveryZoneWorkflow } from "../../../../../workflows/delivery/save-delivery-setup"
import { parseRequest } from "../../../../requests/parse-request"

/** The zones of delivery. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { ledger } = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const { zones } = await readDeliverySetup(ledger.knex)
  res.json({ zones })
}

/** Makes a zone, or changes the one with the `id`. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const input = parseRequest(zoneChangeSchema, req.body)
  const { result } = await saveDeliveryZoneWorkflow(req.scope).run({ input })
  res.json({ zone: result })
}
