import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { checkOutOrderWorkflow } from "../../../../../../workflows/orders/check-out-order"
import { readOrderRental } from "../../../../../../workflows/rental-view/order-rental"
import { parseRequest, pathId } from "../../../../../requests/parse-request"
import { leavingField } from "../../../../../requests/returns"

const Body = z
  .strictObject({
    bookings: leavingField.optional(),
    only_prepared: z.boolean().optional(),
  })
  .refine((body) => !body.bookings || !body.only_prepared, {
    path: ["only_prepared"],
    message: "cannot stand beside bookings",
  })
  .nullish()

/** Goods of an order leave: all that is reserved, what is packed, or the bookings and units named. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = pathId(req)
  const body = parseRequest(Body, req.body)
  const { result } = await checkOutOrderWorkflow(req.scope).run({
    input: {
      order_id,
      bookings: body?.only_prepared ? "prepared" : body?.bookings,
    },
  })
  res.json({ changed: result, rental: await readOrderRental(req.scope, order_id) })
}
