import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { acceptRentalQuoteWorkflow } from "../../../../../../../workflows/quotes/accept-rental-quote"
import { viewQuote } from "../../../../../../../workflows/quotes/view-quote"
import { forCustomer } from "../../../../../../requests/customer-quote"
import { ownOrderId } from "../../../../../../requests/own-order"

/** The customer accepts the quote: it is the order now, at the quoted price. */
export const POST = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const order_id = await ownOrderId(req)
  await acceptRentalQuoteWorkflow(req.scope).run({ input: { order_id } })
  res.json({ quote: forCustomer(await viewQuote(req.scope, order_id)) })
}
