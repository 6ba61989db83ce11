import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readInvoicePaper } from "../../../../../../../workflows/papers/read-paper"
import { pathInvoice } from "../../../../../../requests/paper-names"
import { pathId } from "../../../../../../requests/parse-request"
import { sendPaper } from "../../../../../../requests/send-paper"

/** An invoice or credit note as it was issued, as PDF. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  sendPaper(req, res, await readInvoicePaper(req.scope, pathId(req), pathInvoice(req)))
}
