import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { decideRentalChargeWorkflow } from "../../../../../../workflows/orders/charges"
import { toChargeAnswer } from "../../../../../../workflows/rental-view/return-answer"
import { parseRequest, pathId } from "../../../../../requests/parse-request"

const Body = z.strictObject({ reason: z.string().trim().max(500).nullish() }).nullish()

/** A charge is not asked for; `reason` says why. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const body = parseRequest(Body, req.body)
  const { result } = await decideRentalChargeWorkflow(req.scope).run({
    input: {
      id: pathId(req),
      state: "waived",
      by: req.auth_context.actor_id,
      reference: body?.reason,
    },
  })
  res.json({ charge: toChargeAnswer(result) })
}
