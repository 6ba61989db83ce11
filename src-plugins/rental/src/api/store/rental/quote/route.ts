import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../../../modules/rental"
import { requirePeriod } from "../../../../modules/rental/rules/require-period"
import type RentalModuleService from "../../../../modules/rental/service"
import { quoteRental } from "../../../../workflows/rental-view/quote"
import { choicesField } from "../../../requests/choices"
import { dayField, idField, quantityField, timeField } from "../../../requests/fields"
import { parseRequest } from "../../../requests/parse-request"

const Body = z.strictObject({
  start_date: dayField,
  end_date: dayField,
  start_time: timeField.optional(),
  end_time: timeField.optional(),
  region_id: idField.optional(),
  items: z
    .array(
      z.strictObject({
        variant_id: idField,
        quantity: quantityField,
        choices: choicesField.optional(),
      })
    )
    .min(1)
    .max(200),
})

/** What a list of variants would cost for a period, and what is missing. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const { items, region_id, ...dates } = parseRequest(Body, req.body)
  const quote = await quoteRental(req.scope, {
    period: await requirePeriod(rental, dates, { lines: items }),
    items,
    region_id,
    customer_id: req.auth_context?.actor_id,
  })
  res.json(quote)
}
