import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { payRentalOrderWorkflow } from "../../../../../workflows/payments/pay-order"
import { readOrderMoney } from "../../../../../workflows/payments/read-order-money"
import { idField } from "../../../../requests/fields"
import { customerOf, ownOrderId } from "../../../../requests/own-order"
import { parseRequest } from "../../../../requests/parse-request"

const Body = z.strictObject({ provider_id: idField, all: z.boolean().optional() })

/** What the customer's own order comes to, has paid and owes, and when. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { money } = await readOrderMoney(req.scope, await ownOrderId(req))
  res.json({ payments: money })
}

/** Pays what is due, or all that is owed, through a payment provider. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const body = parseRequest(Body, req.body)
  const order_id = await ownOrderId(req)
  const { result } = await payRentalOrderWorkflow(req.scope).run({
    input: { order_id, customer_id: customerOf(req), by_staff: false, ...body },
  })
  res.json(result)
}
