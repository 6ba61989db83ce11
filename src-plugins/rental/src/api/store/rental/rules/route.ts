import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RENTAL_MODULE } from "../../../../modules/rental"
import { customerRules } from "../../../../modules/rental/rules/customer-rules"
import type RentalModuleService from "../../../../modules/rental/service"

/** When the shop rents, for a calendar to pick dates from. */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  res.json({ rules: customerRules(await rental.shopRules(), new Date()) })
}
