import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../../../../modules/rental"
import {
  notFoundError,
  requestError,
} from "../../../../../modules/rental/errors/rental-error"
import { decimalField } from "../../../../../modules/rental/pricing/decimal"
import { previewPrices } from "../../../../../modules/rental/pricing/preview"
import { rateCardOf } from "../../../../../modules/rental/pricing/price-by-definition"
import { type RateCard } from "../../../../../modules/rental/pricing/rate-card"
import { readDefinition } from "../../../../../modules/rental/pricing/rate-card-change"
import { todayIn } from "../../../../../modules/rental/periods/local-date"
import type RentalModuleService from "../../../../../modules/rental/service"
import { readStaffPeriod } from "../../../../../workflows/orders/staff-period"
import { idField, quantityField } from "../../../../requests/fields"
import { periodFields } from "../../../../requests/order-fields"
import { parseRequest } from "../../../../requests/parse-request"

const Body = z.strictObject({
  name: idField.optional(),
  card: z
    .strictObject({
      kind: z.string(),
      params: z.unknown().optional(),
      modifiers: z.unknown().optional(),
    })
    .optional(),
  base_rate: decimalField,
  currency_code: z
    .string()
    .toLowerCase()
    .regex(/^[a-z]{3}$/, "must be three letters, as in usd"),
  periods: z.array(z.strictObject(periodFields)).min(1).max(30),
  quantities: z.array(quantityField).min(1).max(10).default([1]),
})

/** What a rate card, saved or only thought of, makes of a base rate. Writes nothing. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const { name, card, periods, ...asked } = parseRequest(Body, req.body)
  const today = todayIn(rental.options.timezone)
  const prices = previewPrices(
    await rental.pricing(),
    await chooseCard(rental, name, card),
    {
      ...asked,
      // A price of the past can be looked at too: no day is before `today` then.
      periods: periods.map((period) =>
        readStaffPeriod(period, null, earliest(period.start_date, today))
      ),
    }
  )
  res.json({ prices })
}

async function chooseCard(
  rental: RentalModuleService,
  name: string | undefined,
  terms: object | undefined
): Promise<RateCard> {
  if ((name === undefined) === (terms === undefined)) {
    throw requestError("card", "Say which card: name one, or send card")
  }
  if (terms) {
    return rateCardOf("preview", readDefinition(terms, ["card"]))
  }
  const card = (await rental.rateCards.current([name!])).get(name!)
  if (!card) {
    throw notFoundError("name", `There is no rate card "${name}"`)
  }
  return card
}

function earliest<Day extends string>(asked: string, today: Day): Day {
  return asked < today ? (asked as Day) : today
}
