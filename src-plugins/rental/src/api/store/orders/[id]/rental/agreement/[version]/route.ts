import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readSignedAgreement } from "../../../../../../../workflows/papers/read-agreement"
import { ownOrderId } from "../../../../../../requests/own-order"
import { pathVersion } from "../../../../../../requests/paper-names"
import { sendPaper } from "../../../../../../requests/send-paper"

/** The customer's own agreement with one of its signatures, as PDF. */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const orderId = await ownOrderId(req)
  sendPaper(req, res, await readSignedAgreement(req.scope, orderId, pathVersion(req)))
}
