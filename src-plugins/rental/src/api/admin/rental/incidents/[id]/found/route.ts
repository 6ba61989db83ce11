import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { foundGoodsWorkflow } from "../../../../../../workflows/orders/found-goods"
import { quantityField } from "../../../../../requests/fields"
import { parseRequest, pathId } from "../../../../../requests/parse-request"

const Body = z.strictObject({
  found: quantityField,
  keep_charge: z.boolean().optional(),
})

/** Lost units turned up again: so many by now, in all. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { result } = await foundGoodsWorkflow(req.scope).run({
    input: {
      incident_id: pathId(req),
      by: req.auth_context.actor_id,
      ...parseRequest(Body, req.body),
    },
  })
  res.json({ incident: result })
}
