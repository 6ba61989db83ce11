import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { deleteDeliveryZoneWorkflow } from "../../../../../../workflows/delivery/save-delivery-setup"
import { pathId } from "../../../../../requests/parse-request"

/** Takes a zone out of use. */
export const DELETE = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { result } = await deleteDeliveryZoneWorkflow(req.scope).run({
    input: { id: pathId(req) },
  })
  res.json({ ...result, object: "delivery_zone", deleted: true })
}
