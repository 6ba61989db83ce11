import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RENTAL_MODULE } from "../../../../modules/rental"
import { customerRules } from "../../../../modules/rental/rules/customer-rules"
import type RentalModuleService from "../../../../modules/rental/service"

/** When the shop rents, for a calendar to pick dates from, and what comes back of what is cancelled. */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const [rules, charges] = await Promise.all([
    rental.shopRules(),
    rental.charges.current(),
  ])
  const { cancellation } = charges.rules
  res.json({ rules: { ...customerRules(rules, new Date()), cancellation } })
}
