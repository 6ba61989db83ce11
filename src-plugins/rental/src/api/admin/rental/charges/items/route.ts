import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../../../../modules/rental"
import { itemChargesSchema } from "../../../../../modules/rental/charges/charge-fields"
import type RentalModuleService from "../../../../../modules/rental/service"
import { saveItemChargesWorkflow } from "../../../../../workflows/charges/save-charges"
import { answerCharges } from "../../../../requests/charges-answer"
import { parseRequest } from "../../../../requests/parse-request"

const Body = z.strictObject({ items: itemChargesSchema })

/** Sets what is charged otherwise for items; one that says nothing is as the shop has it. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const input = parseRequest(Body, req.body)
  await saveItemChargesWorkflow(req.scope).run({ input })
  res.json(await answerCharges(rental))
}
