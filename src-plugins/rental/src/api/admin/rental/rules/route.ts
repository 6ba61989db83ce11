import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RENTAL_MODULE } from "../../../../modules/rental"
import { readMoment } from "../../../../modules/rental/ledger/order-goods"
import { rulesChangeSchema } from "../../../../modules/rental/rules/rules-change"
import { type SavedRules } from "../../../../modules/rental/rules/saved-rules"
import type RentalModuleService from "../../../../modules/rental/service"
import { saveRentalRulesWorkflow } from "../../../../workflows/rules/save-rental-rules"
import { parseRequest } from "../../../requests/parse-request"

/** The rules in force, their defaults, who changed them last, and what day the shop has. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  res.json(await withToday(rental, await rental.readRules()))
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
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  res.json(await withToday(rental, result))
}

/** Staff may sit in another time zone than the shop, whose days the rules are about. */
async function withToday(
  { ledger }: RentalModuleService,
  saved: SavedRules
): Promise<SavedRules & { timezone: string; today: string }> {
  const { today } = await readMoment(ledger.knex, ledger)
  return { ...saved, timezone: ledger.timezone, today }
}
