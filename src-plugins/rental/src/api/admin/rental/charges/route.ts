import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RENTAL_MODULE } from "../../../../modules/rental"
import { chargeRulesChangeSchema } from "../../../../modules/rental/charges/charge-fields"
import type RentalModuleService from "../../../../modules/rental/service"
import { saveChargeRulesWorkflow } from "../../../../workflows/charges/save-charges"
import { answerCharges } from "../../../requests/charges-answer"
import { parseRequest } from "../../../requests/parse-request"

/** What the shop charges beside its prices, and for which items otherwise. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  res.json(await answerCharges(rental))
}

/** Changes some of it; `null` ends a charge. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  await saveChargeRulesWorkflow(req.scope).run({
    input: {
      change: parseRequest(chargeRulesChangeSchema, req.body),
      updated_by: req.auth_context.actor_id,
    },
  })
  res.json(await answerCharges(rental))
}
