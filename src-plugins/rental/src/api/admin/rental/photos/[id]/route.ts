import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { type IFileModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../../../../modules/rental"
import { notFoundError } from "../../../../../modules/rental/errors/rental-error"
import { readPhotos } from "../../../../../modules/rental/ledger/photos"
import type RentalModuleService from "../../../../../modules/rental/service"
import { pathId } from "../../../../requests/parse-request"

/** The picture itself, for staff only. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const id = pathId(req)
  const { ledger } = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const [photo] = await readPhotos(ledger.knex, { ids: [id] })
  if (!photo) {
    throw notFoundError("id", `There is no photo ${id}`)
  }
  const files = req.scope.resolve<IFileModuleService>(Modules.FILE)
  const content = await files.getAsBuffer(photo.file_id)
  res.setHeader("Content-Type", photo.mime_type)
  res.setHeader("X-Content-Type-Options", "nosniff")
  res.setHeader("Cache-Control", "private, max-age=3600")
  res.send(content)
}
