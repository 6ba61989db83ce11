import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readPaper } from "../../../../../../../workflows/papers/read-paper"
import { ownOrderId } from "../../../../../../requests/own-order"
import { pathCustomerPaper } from "../../../../../../requests/paper-names"
import { sendPaper } from "../../../../../../requests/send-paper"

/** A paper of the customer's own order as PDF. */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const orderId = await ownOrderId(req)
  sendPaper(req, res, await readPaper(req.scope, pathCustomerPaper(req), orderId))
}
