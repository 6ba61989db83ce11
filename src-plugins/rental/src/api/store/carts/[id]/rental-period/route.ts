import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { setRentalPeriodWorkflow } from "../../../../../workflows/carts/set-rental-period"
import { answerCart } from "../../../../requests/cart-answer"
import { dayField, timeField } from "../../../../requests/fields"
import { parseRequest, pathId } from "../../../../requests/parse-request"
import { visitorOf } from "../../../../requests/visitor"

const Body = z.strictObject({
  start_date: dayField,
  end_date: dayField,
  start_time: timeField.optional(),
  end_time: timeField.optional(),
})

/** Sets the dates of a cart: re-prices its rentals and moves its holds, all or nothing. */
export const POST = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const period = parseRequest(Body, req.body)
  await setRentalPeriodWorkflow(req.scope).run({
    input: { cart_id: pathId(req), visitor: visitorOf(req), ...period },
  })
  res.json(await answerCart(req))
}
