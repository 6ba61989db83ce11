import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { rateCardChangeSchema } from "../../../../../modules/rental/pricing/rate-card-change"
import {
  changeRateCardWorkflow,
  deleteRateCardWorkflow,
} from "../../../../../workflows/rate-cards/save-rate-card"
import { parseRequest } from "../../../../requests/parse-request"
import { describeRateCard, pathName } from "../../../../requests/rate-cards"

/** A rate card. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  res.json({ rate_card: await describeRateCard(req) })
}

/** Changes a rate card; what is left out stays. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { result } = await changeRateCardWorkflow(req.scope).run({
    input: {
      name: pathName(req),
      change: parseRequest(rateCardChangeSchema, req.body),
      updated_by: req.auth_context.actor_id,
    },
  })
  res.json({ rate_card: { ...result, source: "saved" } })
}

/** Deletes a rate card that no item uses. */
export const DELETE = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const name = pathName(req)
  await deleteRateCardWorkflow(req.scope).run({ input: { name } })
  res.json({ id: name, object: "rate_card", deleted: true })
}
