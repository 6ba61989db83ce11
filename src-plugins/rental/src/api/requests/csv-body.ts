import type { MedusaRequest } from "@medusajs/framework/http"
import { requestError } from "../../modules/rental/errors/rental-error"
import { fileError, MAX_FILE_BYTES } from "../../modules/rental/imports/csv/read-csv"

/**
 * Reads a body of `text/csv` into memory, up to the largest file that is read.
 *
 * @throws RentalError `rental_request_invalid` naming `content-type` or `file`
 */
export async function readCsvBody(req: MedusaRequest): Promise<Buffer> {
  if (!/^text\/csv\b/i.test(req.headers["content-type"] ?? "")) {
    throw requestError("content-type", "Send the file as it is, as text/csv")
  }
  const parts: Buffer[] = []
  let size = 0
  // What is too large is read to its end, so that the answer finds a reader, but not kept.
  for await (const part of req as AsyncIterable<Buffer>) {
    size += part.length
    if (size <= MAX_FILE_BYTES) {
      parts.push(part)
    }
    if (size > LONGEST_READ) {
      break
    }
  }
  if (size > MAX_FILE_BYTES) {
    throw fileError(`The file is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB`)
  }
  return Buffer.concat(parts)
}

const LONGEST_READ = 10 * MAX_FILE_BYTES
