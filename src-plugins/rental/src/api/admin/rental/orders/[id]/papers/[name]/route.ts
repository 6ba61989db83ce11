import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readPaper } from "../../../../../../../workflows/papers/read-paper"
import { pathPaper } from "../../../../../../requests/paper-names"
import { pathId } from "../../../../../../requests/parse-request"
import { sendPaper } from "../../../../../../requests/send-paper"

/** A paper of an order as PDF. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  sendPaper(req, res, await readPaper(req.scope, pathPaper(req), pathId(req)))
}
