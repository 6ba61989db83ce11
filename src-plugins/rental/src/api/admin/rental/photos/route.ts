import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RENTAL_MODULE } from "../../../../modules/rental"
import type RentalModuleService from "../../../../modules/rental/service"
import { addGoodsPhotoWorkflow } from "../../../../workflows/orders/add-photo"
import { readPhoto } from "../../../requests/photo-upload"

/** Keeps a photo of goods; check-out, check-in and check say what it shows. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { options } = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const { bytes, type } = await readPhoto(req, res, options.maxPhotoBytes)
  const { result } = await addGoodsPhotoWorkflow(req.scope).run({
    input: {
      content: bytes.toString("base64"),
      type,
      bytes: bytes.length,
      by: req.auth_context.actor_id,
    },
  })
  const { id, mime_type } = result
  res.status(201).json({ photo: { id, mime_type, bytes: bytes.length } })
}
