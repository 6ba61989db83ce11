import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { AddressPayload } from "@medusajs/medusa/api/utils/common-validators/index"
import { createRentalDraftOrderWorkflow } from "../../../../workflows/orders/create-rental-draft-order"
import { readOrderRental } from "../../../../workflows/rental-view/order-rental"
import { choicesField } from "../../../requests/choices"
import { idField, quantityField } from "../../../requests/fields"
import { overbookBy, overbookField, periodFields } from "../../../requests/order-fields"
import { parseRequest } from "../../../requests/parse-request"

const Body = z
  .strictObject({
    ...periodFields,
    region_id: idField,
    sales_channel_id: idField.optional(),
    email: z.string().email("is not an address").max(254).optional(),
    customer_id: idField.optional(),
    items: z
      .array(
        z.strictObject({
          variant_id: idField,
          quantity: quantityField,
          choices: choicesField.optional(),
        })
      )
      .min(1)
      .max(200),
    reserve: z.boolean().optional(),
    overbook: overbookField.optional(),
    shipping_address: AddressPayload.optional(),
    billing_address: AddressPayload.optional(),
  })
  .refine((body) => body.email || body.customer_id, {
    path: ["email"],
    message: "email or customer_id must say who it is for",
  })

/** Makes a draft order with rentals; it holds units only when asked to `reserve` them. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { overbook, ...asked } = parseRequest(Body, req.body)
  const { result } = await createRentalDraftOrderWorkflow(req.scope).run({
    input: { ...asked, overbook: overbookBy(req, overbook) },
  })
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: req.queryConfig.fields,
    filters: { id: result.order_id },
  })
  const rental = await readOrderRental(req.scope, result.order_id)
  res.json({ draft_order: { ...data[0], rental } })
}
