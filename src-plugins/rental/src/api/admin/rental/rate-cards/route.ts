import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../../../modules/rental"
import {
  nameField,
  readDefinition,
  titleField,
} from "../../../../modules/rental/pricing/rate-card-change"
import type RentalModuleService from "../../../../modules/rental/service"
import { createRateCardWorkflow } from "../../../../workflows/rate-cards/save-rate-card"
import { parseRequest } from "../../../requests/parse-request"
import { describeRateCards } from "../../../requests/rate-cards"

const Body = z.strictObject({
  name: nameField,
  title: titleField.optional(),
  kind: z.string(),
  params: z.unknown().optional(),
  modifiers: z.unknown().optional(),
})

/** The rate cards of the shop, with how many items use each. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  res.json({ rate_cards: await describeRateCards(rental) })
}

/** Makes a rate card. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { name, title = name, ...terms } = parseRequest(Body, req.body)
  const { result } = await createRateCardWorkflow(req.scope).run({
    input: {
      name,
      content: { title, ...readDefinition(terms) },
      updated_by: req.auth_context.actor_id,
    },
  })
  res.status(201).json({ rate_card: { ...result, source: "saved" } })
}
