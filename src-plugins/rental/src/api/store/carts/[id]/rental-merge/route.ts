import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { mergeRentalCartsWorkflow } from "../../../../../workflows/carts/merge-rental-carts"
import { answerCart } from "../../../../requests/cart-answer"
import { idField } from "../../../../requests/fields"
import { parseRequest, pathId } from "../../../../requests/parse-request"

const Body = z.strictObject({
  from_cart_id: idField,
  period: z.enum(["this", "other"]).optional(),
})

/** Takes everything of another cart into this one, as when a visitor signs in. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const body = parseRequest(Body, req.body)
  await mergeRentalCartsWorkflow(req.scope).run({
    input: {
      cart_id: pathId(req),
      ...body,
      customer_id: req.auth_context?.actor_id,
    },
  })
  res.json(await answerCart(req))
}
