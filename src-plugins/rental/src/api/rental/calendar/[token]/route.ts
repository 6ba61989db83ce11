import { createHash } from "node:crypto"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { notFoundError } from "../../../../modules/rental/errors/rental-error"
import { readCalendarFeed } from "../../../../workflows/calendar-feeds/read-calendar-feed"
import { revalidate } from "../../../requests/revalidate"

/**
 * A calendar for those who know its address, without a key or a session. An unknown address
 * and one that was revoked get the same answer.
 */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const token = (req.params.token ?? "").replace(/\.ics$/, "")
  const text = await readCalendarFeed(req.scope, token)
  if (text === null) {
    throw notFoundError("token", "There is no such calendar")
  }
  revalidate(res)
  res.setHeader("Content-Type", "text/calendar; charset=utf-8")
  res.setHeader("Content-Disposition", 'inline; filename="rentals.ics"')
  res.setHeader("ETag", `"${createHash("sha256").update(text).digest("base64url")}"`)
  res.setHeader("X-Robots-Tag", "noindex")
  res.send(text)
}
