import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { decideRentalChargeWorkflow } from "../../workflows/orders/charges"
import { toChargeAnswer } from "../../workflows/rental-view/return-answer"
import { parseRequest, pathId } from "./parse-request"

/**
 * A call that ends an open charge.
 *
 * @param field of the body that says by what it was paid, or why it is not asked for
 */
export function decideCharge(state: "settled" | "waived", field: "reference" | "reason") {
  const body = z.strictObject({ [field]: z.string().trim().max(500).nullish() }).nullish()
  return async (req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> => {
    const said = parseRequest(body, req.body)
    const { result } = await decideRentalChargeWorkflow(req.scope).run({
      input: {
        id: pathId(req),
        state,
        by: req.auth_context.actor_id,
        reference: said?.[field],
      },
    })
    res.json({ charge: toChargeAnswer(result) })
  }
}
