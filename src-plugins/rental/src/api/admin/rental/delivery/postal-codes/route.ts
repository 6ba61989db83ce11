import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { postalPlacesSchema } from "../../../../../modules/rental/delivery/setup-fields"
import { savePostalPlacesWorkflow } from "../../../../../workflows/delivery/save-delivery-setup"
import { parseRequest } from "../../../../requests/parse-request"

/** Notes where postal codes are, for zones by distance. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const input = parseRequest(postalPlacesSchema, req.body)
  const { result } = await savePostalPlacesWorkflow(req.scope).run({ input })
  res.json({ written: result })
}
