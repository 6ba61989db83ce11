import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../../../modules/rental"
import { requirePeriod } from "../../../../modules/rental/rules/require-period"
import type RentalModuleService from "../../../../modules/rental/service"
import { findAlternatives } from "../../../../workflows/rental-view/alternatives"
import { idField, quantityParameter } from "../../../requests/fields"
import { parseRequest } from "../../../requests/parse-request"
import { revalidate } from "../../../requests/revalidate"

const Query = z.object({
  variant_id: idField,
  quantity: quantityParameter.default(1),
  start_date: z.unknown(),
  end_date: z.unknown(),
  start_time: z.unknown(),
  end_time: z.unknown(),
})

/** Other items of the same categories that are free on the dates in the quantity asked. */
export const GET = async (
  req: MedusaRequest & { publishable_key_context?: { sales_channel_ids: string[] } },
  res: MedusaResponse
): Promise<void> => {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const { variant_id, quantity, ...dates } = parseRequest(Query, req.query)
  const period = await requirePeriod(rental, dates, { lines: [] })
  const alternatives = await findAlternatives(req.scope, {
    variant_id,
    quantity,
    period,
    sales_channel_ids: req.publishable_key_context?.sales_channel_ids,
  })
  revalidate(res).json({ ...period, alternatives })
}
