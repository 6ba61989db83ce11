import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { listShortages } from "../../../../workflows/rental-view/overdue"
import { idField, idsParameter } from "../../../requests/fields"
import { parseRequest } from "../../../requests/parse-request"

const Query = z.object({
  variant_id: idsParameter.optional(),
  order_id: idField.optional(),
})

/** Bookings that cannot have all their units as things are. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { variant_id, order_id } = parseRequest(Query, req.query)
  const shortages = await listShortages(req.scope, { variant_ids: variant_id, order_id })
  res.json({ shortages })
}
