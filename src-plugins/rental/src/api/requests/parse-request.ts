import type { MedusaRequest } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { requestError } from "../../modules/rental/errors/rental-error"
import { idField } from "./fields"
import { refuseControlCharacters } from "./plain-text"

/**
 * Reads a request by a schema.
 *
 * @throws RentalError `rental_request_invalid` (400) naming the first field that is wrong
 */
export function parseRequest<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown
): z.output<Schema> {
  refuseControlCharacters(input)
  const result = schema.safeParse(input)
  if (result.success) {
    return result.data
  }
  const issue = result.error.issues[0]
  if (issue?.code === "unrecognized_keys") {
    const field = [...issue.path, issue.keys[0]].join(".")
    throw requestError(field, `${field} is not known here`)
  }
  const field = issue?.path.join(".") || "body"
  const missing = issue?.code === "invalid_type" && issue.message.endsWith("undefined")
  throw requestError(
    field,
    missing ? `${field} is required` : `${field}: ${issue?.message ?? "is not valid"}`
  )
}

/**
 * The `:id` of a path.
 *
 * @throws RentalError `rental_request_invalid` naming `id`
 */
export function pathId(req: MedusaRequest): string {
  return parseRequest(z.object({ id: idField }), req.params).id
}
