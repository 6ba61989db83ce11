import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { chooseRentalComponentsWorkflow } from "../../../../../workflows/carts/choose-rental-components"
import { answerCart } from "../../../../requests/cart-answer"
import { choicesField } from "../../../../requests/choices"
import { idField } from "../../../../requests/fields"
import { parseRequest, pathId } from "../../../../requests/parse-request"
import { visitorOf } from "../../../../requests/visitor"

const Body = z.strictObject({ line_item_id: idField, choices: choicesField })

/** Chooses the components of a package in the cart: its hold and its price follow. */
export const POST = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const chosen = parseRequest(Body, req.body)
  await chooseRentalComponentsWorkflow(req.scope).run({
    input: { cart_id: pathId(req), visitor: visitorOf(req), ...chosen },
  })
  res.json(await answerCart(req))
}
