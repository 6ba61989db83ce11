import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { createRentalQuoteWorkflow } from "../../../../../workflows/quotes/create-rental-quote"
import { viewQuote } from "../../../../../workflows/quotes/view-quote"
import { forCustomer } from "../../../../requests/customer-quote"
import { tokenOf } from "../../../../requests/own-order"
import { pathId } from "../../../../requests/parse-request"

/** How long a price holds that a customer asks for; units are kept by staff only. */
const DAYS = 14

/** The customer keeps the cart's price as a quote, with a link to it. */
export const POST = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const { result } = await createRentalQuoteWorkflow(req.scope).run({
    input: { cart_id: pathId(req), days: DAYS, hold: false, created_by: null },
  })
  res.status(201).json({
    quote: forCustomer(await viewQuote(req.scope, result.order_id)),
    order_token: tokenOf(req, result.order_id),
  })
}
