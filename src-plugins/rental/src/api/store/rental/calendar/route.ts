import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readCalendarRequest } from "../../../requests/calendar"
import { revalidate } from "../../../requests/revalidate"

/** A variant's calendar: what is free on each day, and where a period can start and end. */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  revalidate(res).json(await readCalendarRequest(req))
}
