import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { addRentalItemWorkflow } from "../../../../../workflows/carts/add-rental-item"
import { answerCart } from "../../../../requests/cart-answer"
import { choicesField } from "../../../../requests/choices"
import { dayField, idField, quantityField, timeField } from "../../../../requests/fields"
import { idempotencyKey } from "../../../../requests/idempotency-key"
import { parseRequest, pathId } from "../../../../requests/parse-request"
import { visitorOf } from "../../../../requests/visitor"

const Body = z.strictObject({
  variant_id: idField,
  quantity: quantityField,
  start_date: dayField.optional(),
  end_date: dayField.optional(),
  start_time: timeField.optional(),
  end_time: timeField.optional(),
  choices: choicesField.optional(),
})

/** Adds units to a cart and holds them; once, however often it is sent with one key. */
export const POST = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const item = parseRequest(Body, req.body)
  await addRentalItemWorkflow(req.scope).run({
    input: {
      cart_id: pathId(req),
      visitor: visitorOf(req),
      key: idempotencyKey(req, item),
      ...item,
    },
  })
  res.json(await answerCart(req))
}
