import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import multer, { type StorageEngine } from "multer"
import { VIBE_MATCH_MODULE } from "../../../../modules/vibe-match"
import { RequestError } from "../../../../modules/vibe-match/errors/request-error"
import type { Limits } from "../../../../modules/vibe-match/options"
import type VibeMatchModuleService from "../../../../modules/vibe-match/service"

/** Names under which pictures may be sent. */
const FIELDS = ["images", "images[]"]

/** A request whose body was multipart; `files` is undefined when it was not. */
export type UploadRequest = MedusaRequest & { files?: Express.Multer.File[] }

/**
 * Reads the pictures of a multipart body into memory, within the limits of count, size of each and
 * size of all. Other bodies pass.
 */
export async function readMultipart(
  request: MedusaRequest,
  response: MedusaResponse
): Promise<void> {
  if (!/^multipart\//i.test(request.headers["content-type"] ?? "")) return
  const vibe = request.scope.resolve<VibeMatchModuleService>(VIBE_MATCH_MODULE)
  const { limits } = vibe.options
  if (!vibe.uploads.hasRoomFor(Number(request.headers["content-length"] ?? 0))) {
    throw new RequestError("Many pictures are being looked at. Try again in a minute.", {
      status: 429,
      code: "boards_busy",
    })
  }
  const upload = multer({
    storage: cappedMemory(limits),
    limits: {
      files: limits.pictures,
      fileSize: limits.pictureBytes,
      fields: 10,
      fieldSize: 10_000,
      parts: limits.pictures + 10,
    },
  }).any()

  await new Promise<void>((resolve, reject) => {
    void upload(request as never, response as never, (error: unknown) => {
      if (error) reject(uploadError(error, limits))
      else resolve()
    })
  })
  const stray = (request as UploadRequest).files?.find(
    (file) => !FIELDS.includes(file.fieldname)
  )
  if (stray) {
    throw new RequestError("Send pictures in the field images[].", {
      field: stray.fieldname,
      code: "upload_field_unknown",
    })
  }
}

/** Memory that refuses to grow over the size allowed for one request. */
function cappedMemory(limits: Limits): StorageEngine {
  let total = 0
  return {
    _handleFile(_request, file, callback) {
      const chunks: Buffer[] = []
      file.stream.on("data", (chunk: Buffer) => {
        total += chunk.length
        if (total <= limits.uploadBytes) chunks.push(chunk)
        else chunks.length = 0
      })
      file.stream.on("error", (error: Error) => callback(error))
      file.stream.on("end", () => {
        if (total > limits.uploadBytes) callback(tooLargeTogether(limits))
        else {
          const buffer = Buffer.concat(chunks)
          callback(null, { buffer, size: buffer.length })
        }
      })
    },
    _removeFile(_request, file, callback) {
      file.buffer = Buffer.alloc(0)
      callback(null)
    },
  }
}

function tooLargeTogether({ uploadBytes }: Limits): RequestError {
  return new RequestError(
    `These pictures are larger than ${megabytes(uploadBytes)} together.`,
    {
      field: "images",
      code: "images_too_large",
    }
  )
}

function uploadError(error: unknown, limits: Limits): RequestError {
  if (error instanceof RequestError) return error
  const code = error instanceof multer.MulterError ? error.code : null
  if (code === "LIMIT_FILE_SIZE") {
    return new RequestError(
      `A picture may have at most ${megabytes(limits.pictureBytes)}.`,
      {
        field: "images",
        code: "image_too_large",
      }
    )
  }
  if (code === "LIMIT_FILE_COUNT" || code === "LIMIT_PART_COUNT") {
    return new RequestError(`A board may have at most ${limits.pictures} pictures.`, {
      field: "images",
      code: "too_many_images",
    })
  }
  const reason = error instanceof Error ? error.message : String(error)
  return new RequestError(`The multipart body cannot be read: ${reason}.`, {
    field: "images",
    code: "multipart_invalid",
  })
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`
}
