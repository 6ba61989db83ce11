import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { revokeCalendarFeedWorkflow } from "../../../../../workflows/calendar-feeds/revoke-calendar-feed"
import { pathId } from "../../../../requests/parse-request"

/** Ends a calendar for everybody who has its address. */
export const DELETE = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { result } = await revokeCalendarFeedWorkflow(req.scope).run({
    input: { id: pathId(req) },
  })
  res.json({ calendar_feed: result })
}
