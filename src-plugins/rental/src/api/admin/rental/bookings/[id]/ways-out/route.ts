import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { findWaysOut } from "../../../../../../workflows/rental-view/ways-out"
import { pathId } from "../../../../../requests/parse-request"

/** What can be done for a booking that goes short: another place, item, or dates. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  res.json({ ways_out: await findWaysOut(req.scope, pathId(req)) })
}
