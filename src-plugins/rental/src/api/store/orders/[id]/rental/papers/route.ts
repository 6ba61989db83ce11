import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listPapers } from "../../../../../requests/paper-list"
import { ownOrderId } from "../../../../../requests/own-order"

/** The papers of the customer's own order, and a token that opens them without signing in. */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const { invoices, ...list } = await listPapers(
    req,
    await ownOrderId(req),
    "/store/orders"
  )
  res.json({
    ...list,
    invoices: invoices.map(({ issued_by: _issuedBy, ...invoice }) => invoice),
  })
}
