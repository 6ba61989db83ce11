import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { requestError } from "../../../../../modules/rental/errors/rental-error"
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
  const cart_id = pathId(req)
  const body = parseRequest(Body, req.body)
  if (body.from_cart_id === cart_id) {
    throw requestError("from_cart_id", "A cart cannot be merged with itself")
  }
  await mergeRentalCartsWorkflow(req.scope).run({
    input: {
      cart_id,
      ...body,
      customer_id: req.auth_context?.actor_id,
    },
  })
  res.json(await answerCart(req))
}
