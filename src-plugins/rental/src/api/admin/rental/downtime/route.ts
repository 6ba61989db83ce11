import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../../../modules/rental"
import { downtimeSchema } from "../../../../modules/rental/ledger/stock-fields"
import type RentalModuleService from "../../../../modules/rental/service"
import { addRentalDowntimeWorkflow } from "../../../../workflows/orders/downtime"
import { idsParameter } from "../../../requests/fields"
import { overbookBy, overbookField } from "../../../requests/order-fields"
import { parseRequest } from "../../../requests/parse-request"

const Query = z.object({ variant_id: idsParameter.optional() })

const Body = downtimeSchema.extend({ overbook: overbookField.optional() })

/** Units out of service, those that are not over first. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const { variant_id } = parseRequest(Query, req.query)
  const rentable = variant_id && (await rental.findRentable(variant_id))
  const downtime = await rental.readDowntime({
    item_ids: rentable && [...rentable.values()].map((item) => item.id),
  })
  res.json({ downtime })
}

/** Takes units out of service; refused with the bookings in the way. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { overbook, ...input } = parseRequest(Body, req.body)
  const { result } = await addRentalDowntimeWorkflow(req.scope).run({
    input: {
      ...input,
      created_by: req.auth_context.actor_id,
      overbook: overbookBy(req, overbook),
    },
  })
  res.status(201).json({ downtime: result })
}
