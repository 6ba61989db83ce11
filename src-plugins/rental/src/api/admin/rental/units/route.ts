import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../../../modules/rental"
import { unitSchema } from "../../../../modules/rental/ledger/stock-fields"
import { readUnits } from "../../../../modules/rental/ledger/units"
import type RentalModuleService from "../../../../modules/rental/service"
import { addRentalUnitsWorkflow } from "../../../../workflows/orders/units"
import { idsParameter } from "../../../requests/fields"
import { parseRequest } from "../../../requests/parse-request"

const Query = z.object({ variant_id: idsParameter.optional() })

const Body = z.strictObject({
  units: z.array(unitSchema).min(1).max(1000),
})

/** Things with serial numbers, and which order each is out on. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { ledger } = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const { variant_id } = parseRequest(Query, req.query)
  res.json({ units: await readUnits(ledger.knex, { variant_ids: variant_id }) })
}

/** Registers things with serial numbers, all or none. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const input = parseRequest(Body, req.body)
  const { result } = await addRentalUnitsWorkflow(req.scope).run({ input })
  res.status(201).json({ units: result })
}
