import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../../../modules/rental"
import { requirePeriod } from "../../../../modules/rental/rules/require-period"
import type RentalModuleService from "../../../../modules/rental/service"
import { readDeliveryOffer } from "../../../../workflows/rental-view/delivery-offer"
import { countryField, postalCodeField } from "../../../requests/delivery-fields"
import { dayField, idField } from "../../../requests/fields"
import { parseRequest } from "../../../requests/parse-request"

const Query = z.object({
  cart_id: idField.optional(),
  country_code: countryField.optional(),
  postal_code: postalCodeField.optional(),
  start_date: dayField.optional(),
  end_date: dayField.optional(),
  region_id: idField.optional(),
})

/** What delivery there is for a cart, or an address and dates: prices and free windows. */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const { start_date, end_date, ...asked } = parseRequest(Query, req.query)
  const period =
    start_date === undefined && end_date === undefined
      ? undefined
      : await requirePeriod(
          rental,
          { start_date: start_date ?? "", end_date: end_date ?? "" },
          { lines: [] }
        )
  res.json({ delivery: await readDeliveryOffer(req.scope, { ...asked, period }) })
}
