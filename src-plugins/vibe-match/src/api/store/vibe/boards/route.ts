import type { MedusaRequest } from "@medusajs/framework/http"
import { VIBE_MATCH_MODULE } from "../../../../modules/vibe-match"
import { RequestError } from "../../../../modules/vibe-match/errors/request-error"
import type VibeMatchModuleService from "../../../../modules/vibe-match/service"
import { openVibeBoardWorkflow } from "../../../../workflows"
import { answering } from "./answer"
import type { UploadRequest } from "./multipart"

/** Takes a board in: `{ source }` as JSON, or pictures as multipart `images[]`. */
export const POST = answering(async (request, response) => {
  const vibe = request.scope.resolve<VibeMatchModuleService>(VIBE_MATCH_MODULE)
  const uploadId = holdUploads(request, vibe)
  try {
    const source = uploadId === undefined ? sourceOf(request.body) : { type: "uploads" }
    const understood = await vibe.parseSource(source, uploadId)
    const { result: board } = await openVibeBoardWorkflow(request.scope).run({
      input: { request: understood, upload_id: uploadId },
    })
    response.status(202).json({ board })
  } catch (error) {
    vibe.uploads.release(uploadId)
    throw error
  }
})

function holdUploads(
  request: MedusaRequest,
  { uploads }: VibeMatchModuleService
): string | undefined {
  const { files } = request as UploadRequest
  if (files === undefined) return undefined
  const pictures = files.map((file) => ({ name: file.originalname, bytes: file.buffer }))
  if (!uploads.hasRoomFor(pictures.reduce((sum, { bytes }) => sum + bytes.length, 0))) {
    throw new RequestError("Many pictures are being looked at. Try again in a minute.", {
      status: 429,
      code: "boards_busy",
    })
  }
  return uploads.hold(pictures)
}

function sourceOf(body: unknown): Record<string, unknown> {
  const source = isRecord(body) ? body.source : undefined
  if (isRecord(source)) return source
  throw new RequestError(
    'Send {"source": {"type": "pinterest", "url": "…"}} as JSON, or pictures as multipart images[].',
    { field: "source", code: "source_missing" }
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
