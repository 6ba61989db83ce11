import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { deleteDeliveryWindowWorkflow } from "../../../../../../workflows/delivery/save-delivery-setup"
import { pathId } from "../../../../../requests/parse-request"

/** Takes a window out of use. */
export const DELETE = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { result } = await deleteDeliveryWindowWorkflow(req.scope).run({
    input: { id: pathId(req) },
  })
  res.json({ ...result, object: "delivery_window", deleted: true })
}
