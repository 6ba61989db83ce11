import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import {
  MANUAL_PROVIDER,
  payRentalOrderWorkflow,
} from "../../../../../../workflows/payments/pay-order"
import { readOrderMoney } from "../../../../../../workflows/payments/read-order-money"
import { parseRequest, pathId } from "../../../../../requests/parse-request"

const Body = z.strictObject({
  amount: z.number().positive("must be more than 0").max(1_000_000_000).optional(),
  all: z.boolean().optional(),
})

/** What an order comes to, has paid and owes, and when. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { money } = await readOrderMoney(req.scope, pathId(req))
  res.json({ payments: money })
}

/** Notes that the customer has paid: in cash, by a card terminal or a transfer. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { result } = await payRentalOrderWorkflow(req.scope).run({
    input: {
      order_id: pathId(req),
      provider_id: MANUAL_PROVIDER,
      by_staff: true,
      ...parseRequest(Body, req.body),
    },
  })
  res.json({ payments: result.payments })
}
