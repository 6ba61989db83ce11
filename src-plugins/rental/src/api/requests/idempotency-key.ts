import { createHash } from "node:crypto"
import type { MedusaRequest } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { type RequestKey } from "../../modules/rental/ledger/cart-keys"
import { parseRequest } from "./parse-request"

const HEADER = "Idempotency-Key"

const Headers = z.object({
  [HEADER]: z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, "must be 1 to 255 visible ASCII characters")
    .optional(),
})

/**
 * The key under which a client may send a request again.
 *
 * @param body the request as it was understood: the same in other words is the same
 * @throws RentalError `rental_request_invalid` naming `Idempotency-Key`
 */
export function idempotencyKey(
  req: MedusaRequest,
  body: Readonly<Record<string, unknown>>
): RequestKey | undefined {
  const sent = req.headers[HEADER.toLowerCase()]
  const { [HEADER]: key } = parseRequest(Headers, { [HEADER]: sent })
  return key === undefined ? undefined : { key, request_hash: hashOf(body) }
}

function hashOf(body: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash("sha256").update(JSON.stringify(fields)).digest("hex")
}
