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
  const etag = `"${createHash("sha256").update(text).digest("base64url")}"`
  revalidate(res).setHeader("ETag", etag)
  res.setHeader("X-Robots-Tag", "noindex")
  if (knows(req, etag)) {
    res.status(304).end()
    return
  }
  res.setHeader("Content-Type", "text/calendar; charset=utf-8")
  res.setHeader("Content-Disposition", 'inline; filename="rentals.ics"')
  res.send(text)
}

/**
 * Whether the client has this text already. Express would send it again to programs that ask
 * with `Cache-Control: no-cache`, which many calendar programs do each time.
 */
function knows(req: MedusaRequest, etag: string): boolean {
  const known = (req.headers["if-none-match"] ?? "").split(",")
  return known.some((tag) => tag.trim().replace(/^W\//, "") === etag)
}
