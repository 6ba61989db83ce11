import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RENTAL_MODULE } from "../../../../modules/rental"
import { paymentRulesChangeSchema } from "../../../../modules/rental/payments/payment-fields"
import type RentalModuleService from "../../../../modules/rental/service"
import { savePaymentRulesWorkflow } from "../../../../workflows/payments/save-payment-rules"
import { parseRequest } from "../../../requests/parse-request"

/** When customers pay. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { payments } = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  res.json({ payments: await payments.read() })
}

/** Changes some of it; `share: null` asks for all at once. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  await savePaymentRulesWorkflow(req.scope).run({
    input: {
      change: parseRequest(paymentRulesChangeSchema, req.body),
      updated_by: req.auth_context.actor_id,
    },
  })
  const { payments } = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  res.json({ payments: await payments.read() })
}
