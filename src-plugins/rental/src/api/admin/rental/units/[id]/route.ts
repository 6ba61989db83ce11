import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { retireRentalUnitWorkflow } from "../../../../../workflows/orders/units"
import { pathId } from "../../../../requests/parse-request"

/** Takes a thing with a serial number out of use for good; its history stays. */
export const DELETE = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { result } = await retireRentalUnitWorkflow(req.scope).run({
    input: { id: pathId(req) },
  })
  res.json({ unit: result })
}
