import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { chooseRentalDeliveryWorkflow } from "../../../../../workflows/delivery/choose-rental-delivery"
import { dropRentalDeliveryWorkflow } from "../../../../../workflows/delivery/drop-rental-delivery"
import { answerCart } from "../../../../requests/cart-answer"
import {
  countryField,
  jobsField,
  noteField,
  postalCodeField,
} from "../../../../requests/delivery-fields"
import { idField } from "../../../../requests/fields"
import { parseRequest, pathId } from "../../../../requests/parse-request"
import { visitorOf } from "../../../../requests/visitor"

const Body = z.strictObject({
  jobs: jobsField.min(1),
  country_code: countryField.optional(),
  postal_code: postalCodeField.optional(),
  shipping_option_id: idField.optional(),
  note: noteField.optional(),
})

/** Chooses what is delivered and fetched when, holds its windows and prices it. */
export const POST = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const asked = parseRequest(Body, req.body)
  await chooseRentalDeliveryWorkflow(req.scope).run({
    input: { cart_id: pathId(req), visitor: visitorOf(req), ...asked },
  })
  res.json(await answerCart(req))
}

/** Takes delivery off the cart; its windows are free for others. */
export const DELETE = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  await dropRentalDeliveryWorkflow(req.scope).run({ input: { cart_id: pathId(req) } })
  res.json(await answerCart(req))
}
