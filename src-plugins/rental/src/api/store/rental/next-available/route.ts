import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../../../modules/rental"
import {
  notFoundError,
  periodError,
} from "../../../../modules/rental/errors/rental-error"
import { nextAvailable } from "../../../../modules/rental/rules/next-available"
import { readPeriod } from "../../../../modules/rental/rules/refuse-period"
import type RentalModuleService from "../../../../modules/rental/service"
import { dayField, idField, quantityField, timeField } from "../../../requests/fields"
import { parseRequest } from "../../../requests/parse-request"

const Body = z.strictObject({
  start_date: dayField,
  end_date: dayField,
  start_time: timeField.optional(),
  end_time: timeField.optional(),
  items: z
    .array(z.strictObject({ variant_id: idField, quantity: quantityField }))
    .max(200)
    .default([]),
  cart_id: idField.optional(),
})

/**
 * The period nearest to the asked one that the rules allow and in which all items are free;
 * null when there is none within half a year.
 */
export const POST = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const { items, cart_id, ...dates } = parseRequest(Body, req.body)
  const shop = await rental.shopRules()
  const now = new Date()
  const reading = readPeriod(dates, shop, now)
  const asked = reading.refusal ? reading.asked : reading.period
  if (!asked) {
    throw periodError(reading.refusal!)
  }
  const rentable = await rental.findRentable(items.map((item) => item.variant_id))
  const unknown = items.find((item) => !rentable.has(item.variant_id))
  if (unknown) {
    throw notFoundError("variant_id", `Variant ${unknown.variant_id} is not for rent`)
  }
  res.json({
    next_available: await nextAvailable(rental.ledger, {
      asked,
      shop,
      lines: items,
      owner: cart_id ? await rental.cartThatHolds(cart_id) : null,
      now,
    }),
  })
}
