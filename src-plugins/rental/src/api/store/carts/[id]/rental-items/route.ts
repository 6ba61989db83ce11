import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { addRentalItemWorkflow } from "../../../../../workflows/carts/add-rental-item"
import { answerCart } from "../../../../requests/cart-answer"
import { dayField, idField, quantityField } from "../../../../requests/fields"
import { parseRequest, pathId } from "../../../../requests/parse-request"

const Body = z.strictObject({
  variant_id: idField,
  quantity: quantityField,
  start_date: dayField.optional(),
  end_date: dayField.optional(),
})

/** Adds units to a cart and holds them. */
export const POST = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const item = parseRequest(Body, req.body)
  await addRentalItemWorkflow(req.scope).run({
    input: { cart_id: pathId(req), ...item },
  })
  res.json(await answerCart(req))
}
