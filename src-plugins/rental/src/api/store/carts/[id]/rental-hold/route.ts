import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { renewRentalHoldsWorkflow } from "../../../../../workflows/carts/renew-rental-holds"
import { answerCart } from "../../../../requests/cart-answer"
import { parseRequest, pathId } from "../../../../requests/parse-request"
import { visitorOf } from "../../../../requests/visitor"

const Body = z.strictObject({}).nullish()

/** Extends the holds of a cart, takes lost ones again, and brings its prices up to date. */
export const POST = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  parseRequest(Body, req.body)
  await renewRentalHoldsWorkflow(req.scope).run({
    input: { cart_id: pathId(req), visitor: visitorOf(req) },
  })
  res.json(await answerCart(req))
}
