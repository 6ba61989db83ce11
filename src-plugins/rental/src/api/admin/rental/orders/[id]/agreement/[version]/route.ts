import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readSignedAgreement } from "../../../../../../../workflows/papers/read-agreement"
import { pathVersion } from "../../../../../../requests/paper-names"
import { pathId } from "../../../../../../requests/parse-request"
import { sendPaper } from "../../../../../../requests/send-paper"

/** The agreement with one of its signatures, also one that no longer holds, as PDF. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  sendPaper(req, res, await readSignedAgreement(req.scope, pathId(req), pathVersion(req)))
}
