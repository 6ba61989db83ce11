import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { chasePayments } from "../../../../../workflows/payments/chase-payments"

/** Reminds of what is due and collects it now, as the job does every minute. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  res.json({ orders: await chasePayments(req.scope) })
}
