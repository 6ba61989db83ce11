import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { prepareOrderWorkflow } from "../../../../../../workflows/orders/prepare-order"
import { readOrderRental } from "../../../../../../workflows/rental-view/order-rental"
import { idField, serialField } from "../../../../../requests/fields"
import { parseRequest, pathId } from "../../../../../requests/parse-request"

const Body = z
  .strictObject({
    bookings: z
      .array(
        z.strictObject({
          booking_id: idField,
          quantity: z
            .number()
            .int("must be a whole number")
            .min(0)
            .max(100_000)
            .optional(),
          unit_ids: z.array(idField).min(1).max(1000).optional(),
        })
      )
      .min(1)
      .max(1000)
      .optional(),
    serials: z.array(serialField).min(1).max(1000).optional(),
  })
  .refine((body) => !body.bookings || !body.serials, {
    path: ["serials"],
    message: "cannot stand beside bookings",
  })
  .nullish()

/** Goods of an order are packed: all, some bookings in parts, or units as scanned. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = pathId(req)
  const body = parseRequest(Body, req.body)
  const { result } = await prepareOrderWorkflow(req.scope).run({
    input: { order_id, ...body },
  })
  res.json({ changed: result, rental: await readOrderRental(req.scope, order_id) })
}
