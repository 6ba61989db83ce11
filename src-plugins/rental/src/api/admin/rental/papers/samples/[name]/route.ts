import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { printSamplePaper } from "../../../../../../workflows/papers/print-sample-paper"
import { pathSample } from "../../../../../requests/paper-names"
import { sendPaper } from "../../../../../requests/send-paper"

/** A paper of an order that does not exist, as the shop's settings make it. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  sendPaper(req, res, await printSamplePaper(req.scope, pathSample(req)))
}
