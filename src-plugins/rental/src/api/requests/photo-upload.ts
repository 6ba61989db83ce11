import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import multer from "multer"
import { requestError } from "../../modules/rental/errors/rental-error"
import { sniffPhoto, type PhotoType } from "../../modules/rental/ledger/sniff-photo"

const FIELD = "photo"

/**
 * Reads the one photo of a multipart body into memory, up to a size.
 *
 * @throws RentalError `rental_request_invalid` naming `photo`
 */
export async function readPhoto(
  req: MedusaRequest,
  res: MedusaResponse,
  maxBytes: number
): Promise<{ bytes: Buffer; type: PhotoType }> {
  if (!/^multipart\//i.test(req.headers["content-type"] ?? "")) {
    throw requestError(FIELD, "Send the photo as multipart, in the field photo")
  }
  const limits = { files: 1, fileSize: maxBytes, fields: 0, parts: 2 }
  const upload = multer({ storage: multer.memoryStorage(), limits }).single(FIELD)
  await new Promise<void>((resolve, reject) => {
    void upload(req as never, res as never, (error: unknown) =>
      error ? reject(refusal(error, maxBytes)) : resolve()
    )
  })
  const { file } = req as MedusaRequest & { file?: Express.Multer.File }
  const type = file && sniffPhoto(file.buffer)
  if (!file || !type) {
    throw requestError(FIELD, "photo must be a JPEG, PNG or WebP picture")
  }
  return { bytes: file.buffer, type }
}

function refusal(error: unknown, maxBytes: number): Error {
  if (error instanceof multer.MulterError && error.code === "LIMIT_FILE_SIZE") {
    const megabytes = Math.floor(maxBytes / 1024 / 1024)
    return requestError(FIELD, `A photo may have at most ${megabytes} MB`)
  }
  return requestError(FIELD, "Send one photo, in the field photo, and nothing else")
}
