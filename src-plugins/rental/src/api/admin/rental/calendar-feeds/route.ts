import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../../../modules/rental"
import { readFeeds } from "../../../../modules/rental/calendar-feeds/feed-rows"
import type RentalModuleService from "../../../../modules/rental/service"
import { createCalendarFeedWorkflow } from "../../../../workflows/calendar-feeds/create-calendar-feed"
import { idField } from "../../../requests/fields"
import { parseRequest } from "../../../requests/parse-request"

const Body = z.strictObject({
  name: z.string().trim().min(1).max(120).nullish(),
  location_id: idField.nullish(),
  variant_id: idField.nullish(),
})

/** The calendars that can be subscribed to, those that are revoked last. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { ledger } = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  res.json({ calendar_feeds: await readFeeds(ledger.knex) })
}

/** Makes a calendar that can be subscribed to. Its address is told this once. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const input = parseRequest(Body, req.body ?? {})
  const { result } = await createCalendarFeedWorkflow(req.scope).run({
    input: { ...input, created_by: req.auth_context.actor_id },
  })
  const path = `/rental/calendar/${result.token}.ics`
  res.setHeader("Cache-Control", "no-store")
  res.status(201).json({
    calendar_feed: result.feed,
    token: result.token,
    path,
    url: `${req.protocol}://${req.get("host")}${path}`,
  })
}
