import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { setRentalWaiverWorkflow } from "../../../../../workflows/carts/set-rental-waiver"
import { answerCart } from "../../../../requests/cart-answer"
import { parseRequest, pathId } from "../../../../requests/parse-request"
import { visitorOf } from "../../../../requests/visitor"

const Body = z.strictObject({ accepted: z.boolean() })

/** Puts the damage waiver into the cart, or takes it out. */
export const POST = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  await setRentalWaiverWorkflow(req.scope).run({
    input: {
      cart_id: pathId(req),
      visitor: visitorOf(req),
      ...parseRequest(Body, req.body),
    },
  })
  res.json(await answerCart(req))
}
