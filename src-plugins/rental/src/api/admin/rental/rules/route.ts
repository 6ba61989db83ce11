import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RENTAL_MODULE } from "../../../../modules/rental"
import { rulesChangeSchema } from "../../../../modules/rental/rules/rules-change"
import type RentalModuleService from "../../../../modules/rental/service"
import { saveRentalRulesWorkflow } from "../../../../workflows/rules/save-rental-rules"
import { parseRequest } from "../../../requests/parse-request"

/** The rules in force, their defaults, and who changed them last. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  res.json(await rental.readRules())
}

/** Changes some of the rules, all or nothing. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { result } = await saveRentalRulesWorkflow(req.scope).run({
    input: {
      change: parseRequest(rulesChangeSchema, req.body),
      updated_by: req.auth_context.actor_id,
    },
  })
  res.json(result)
}
