import { type IFileModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../modules/rental"
import { addPhoto } from "../../modules/rental/ledger/photos"
import { type PhotoType } from "../../modules/rental/ledger/sniff-photo"
import type RentalModuleService from "../../modules/rental/service"

export interface AddPhotoInput {
  /** Base64. */
  content: string
  type: PhotoType
  bytes: number
  by: string
}

const keepGoodsPhotoFileStep = createStep(
  "keep-goods-photo-file",
  async ({ content, type }: AddPhotoInput, { container }) => {
    const files = container.resolve<IFileModuleService>(Modules.FILE)
    const file = await files.createFiles({
      filename: `rental-goods.${type.extension}`,
      mimeType: type.mime_type,
      content,
      access: "private",
    })
    return new StepResponse(file.id, file.id)
  },
  async (fileId, { container }) => {
    if (fileId) {
      await container.resolve<IFileModuleService>(Modules.FILE).deleteFiles(fileId)
    }
  }
)

const noteGoodsPhotoStep = createStep(
  "note-goods-photo",
  async (
    { file_id, type, bytes, by }: AddPhotoInput & { file_id: string },
    { container }
  ) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const photo = { file_id, mime_type: type.mime_type, bytes, created_by: by }
    return new StepResponse(await addPhoto(ledger.knex, photo))
  }
)

/**
 * Keeps a photo of goods, for nobody but staff. What it shows is said at check-out,
 * check-in or check.
 *
 * @example
 * await addGoodsPhotoWorkflow(container).run({ input: { content, type, bytes, by } })
 */
export const addGoodsPhotoWorkflow = createWorkflow(
  "add-goods-photo",
  (input: AddPhotoInput) => {
    const file_id = keepGoodsPhotoFileStep(input)
    return new WorkflowResponse(
      noteGoodsPhotoStep({
        content: "",
        type: input.type,
        bytes: input.bytes,
        by: input.by,
        file_id,
      })
    )
  }
)
