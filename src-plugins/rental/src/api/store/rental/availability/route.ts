import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../../../modules/rental"
import { notFoundError } from "../../../../modules/rental/errors/rental-error"
import { requirePeriod } from "../../../../modules/rental/rules/require-period"
import type RentalModuleService from "../../../../modules/rental/service"
import { idField, idsParameter } from "../../../requests/fields"
import { parseRequest } from "../../../requests/parse-request"
import { revalidate } from "../../../requests/revalidate"

const Query = z.object({
  start_date: z.unknown(),
  end_date: z.unknown(),
  start_time: z.unknown(),
  end_time: z.unknown(),
  variant_id: idsParameter.optional(),
  cart_id: idField.optional(),
})

/** Free units for a period, of the given variants or of the whole catalogue. */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const { variant_id, cart_id, ...dates } = parseRequest(Query, req.query)
  const period = await requirePeriod(rental, dates, { lines: [] })
  const availability = await rental.listAvailability({
    ...period,
    variant_ids: variant_id,
    cart_id,
  })
  if (variant_id) {
    refuseUnknown(variant_id, availability)
  }
  revalidate(res).json({ ...period, availability })
}

function refuseUnknown(asked: string[], answered: { variant_id: string }[]): void {
  const found = new Set(answered.map((row) => row.variant_id))
  const unknown = asked.find((id) => !found.has(id))
  if (unknown) {
    throw notFoundError("variant_id", `Variant ${unknown} is not for rent`)
  }
}
