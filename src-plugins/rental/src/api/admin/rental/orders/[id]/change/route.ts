import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import {
  changeRentalOrderWorkflow,
  previewRentalOrderChangeWorkflow,
} from "../../../../../../workflows/orders/change-rental-order"
import { readOrderRental } from "../../../../../../workflows/rental-view/order-rental"
import { choicesField } from "../../../../../requests/choices"
import { idField, quantityField } from "../../../../../requests/fields"
import {
  overbookBy,
  overbookField,
  periodFields,
} from "../../../../../requests/order-fields"
import { parseRequest, pathId } from "../../../../../requests/parse-request"

const Body = z.strictObject({
  ...z.object(periodFields).partial().shape,
  items: z
    .array(
      z.strictObject({
        variant_id: idField,
        quantity: z.union([z.literal(0), quantityField]),
        choices: choicesField.optional(),
      })
    )
    .max(200)
    .optional(),
  overbook: overbookField.optional(),
  dry_run: z.boolean().optional(),
  prices: z.enum(["keep", "recalculate"]).optional(),
  reserve: z.boolean().optional(),
})

/** Changes dates, lines and quantities of an order; `dry_run` says what that would mean. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = pathId(req)
  const { dry_run, overbook, ...asked } = parseRequest(Body, req.body)
  const workflow = dry_run ? previewRentalOrderChangeWorkflow : changeRentalOrderWorkflow
  const { result } = await workflow(req.scope).run({
    input: {
      change: { order_id, ...asked, overbook: overbookBy(req, overbook) },
      user_id: req.auth_context.actor_id,
    },
  })
  res.json({ change: result, rental: await readOrderRental(req.scope, order_id) })
}
