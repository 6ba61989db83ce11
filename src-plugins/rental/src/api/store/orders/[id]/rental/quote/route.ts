import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { viewQuote } from "../../../../../../workflows/quotes/view-quote"
import { forCustomer } from "../../../../../requests/customer-quote"
import { ownOrderId } from "../../../../../requests/own-order"

/** The customer's own quote: until when it holds, and what has changed since. */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const quote = await viewQuote(req.scope, await ownOrderId(req))
  res.json({ quote: forCustomer(quote) })
}
