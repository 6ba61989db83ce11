import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../../../modules/rental"
import { readIncidents } from "../../../../modules/rental/ledger/incidents"
import type RentalModuleService from "../../../../modules/rental/service"
import {
  idField,
  idsParameter,
  limitParameter,
  offsetParameter,
} from "../../../requests/fields"
import { parseRequest } from "../../../requests/parse-request"

const Query = z.object({
  order_id: idField.optional(),
  variant_id: idsParameter.optional(),
  kind: z.enum(["damage", "loss"]).optional(),
  limit: limitParameter,
  offset: offsetParameter,
})

/** What was damaged or lost, the latest first. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const { variant_id, ...filter } = parseRequest(Query, req.query)
  const rentable = variant_id && (await rental.findRentable(variant_id))
  const incidents = await readIncidents(rental.ledger.knex, {
    ...filter,
    item_ids: rentable && [...rentable.values()].map((item) => item.id),
  })
  res.json({ incidents })
}
