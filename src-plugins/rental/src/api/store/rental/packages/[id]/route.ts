import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../../../../modules/rental"
import { requirePeriod } from "../../../../../modules/rental/rules/require-period"
import type RentalModuleService from "../../../../../modules/rental/service"
import { offerPackage } from "../../../../../workflows/rental-view/package-offer"
import { idField, quantityParameter } from "../../../../requests/fields"
import { parseRequest, pathId } from "../../../../requests/parse-request"

const Query = z.object({
  start_date: z.unknown(),
  end_date: z.unknown(),
  start_time: z.unknown(),
  end_time: z.unknown(),
  quantity: quantityParameter.optional(),
  region_id: idField.optional(),
})

/** How a package is put together for a period: what can be chosen, its prices, what is free. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const { quantity = 1, region_id, ...dates } = parseRequest(Query, req.query)
  const variant_id = pathId(req)
  const offer = await offerPackage(req.scope, {
    period: await requirePeriod(rental, dates, { lines: [] }),
    variant_id,
    quantity,
    region_id,
    customer_id: req.auth_context?.actor_id,
  })
  res.json({ package: offer })
}
