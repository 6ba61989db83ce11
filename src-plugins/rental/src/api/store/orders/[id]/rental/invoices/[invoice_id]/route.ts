import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readInvoicePaper } from "../../../../../../../workflows/papers/read-paper"
import { ownOrderId } from "../../../../../../requests/own-order"
import { pathInvoice } from "../../../../../../requests/paper-names"
import { sendPaper } from "../../../../../../requests/send-paper"

/** An invoice or credit note of the customer's own order, as PDF. */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const orderId = await ownOrderId(req)
  sendPaper(req, res, await readInvoicePaper(req.scope, orderId, pathInvoice(req)))
}
