import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { unprepareOrderWorkflow } from "../../../../../../workflows/orders/prepare-order"
import { readOrderRental } from "../../../../../../workflows/rental-view/order-rental"
import { idField } from "../../../../../requests/fields"
import { parseRequest, pathId } from "../../../../../requests/parse-request"

const Body = z
  .strictObject({
    bookings: z
      .array(
        z.strictObject({
          booking_id: idField,
          unit_ids: z.array(idField).min(1).max(1000).optional(),
        })
      )
      .min(1)
      .max(1000)
      .optional(),
  })
  .nullish()

/** Goods of an order are unpacked again: all, some bookings, or units of them. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = pathId(req)
  const body = parseRequest(Body, req.body)
  const { result } = await unprepareOrderWorkflow(req.scope).run({
    input: { order_id, bookings: body?.bookings },
  })
  res.json({ changed: result, rental: await readOrderRental(req.scope, order_id) })
}
