import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { endQuoteHolds } from "../../../../../workflows/quotes/end-quote-holds"
import { viewQuote } from "../../../../../workflows/quotes/view-quote"
import { withdrawRentalQuoteWorkflow } from "../../../../../workflows/quotes/withdraw-rental-quote"
import { tokenOf } from "../../../../requests/own-order"
import { pathId } from "../../../../requests/parse-request"

/** A quote by its order, what has changed since, and the token for the customer's link. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const orderId = pathId(req)
  res.json({
    quote: await viewQuote(req.scope, orderId),
    order_token: tokenOf(req, orderId),
  })
}

/** Takes a quote back that was not accepted; its units are free. */
export const DELETE = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = pathId(req)
  await withdrawRentalQuoteWorkflow(req.scope).run({ input: { order_id } })
  await endQuoteHolds(req.scope)
  res.json({ quote: await viewQuote(req.scope, order_id) })
}
