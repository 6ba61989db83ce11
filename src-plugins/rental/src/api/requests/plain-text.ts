import { isText } from "../../modules/rental/common-fields"
import { requestError } from "../../modules/rental/errors/rental-error"

/** Deeper than any request of ours. */
const DEEPEST = 20

/**
 * Refuses text that cannot be kept or shown, wherever in a request it is.
 *
 * @throws RentalError `rental_request_invalid` naming the field
 */
export function refuseControlCharacters(
  input: unknown,
  path: readonly string[] = []
): void {
  if (typeof input === "string") {
    if (!isText(input)) {
      const field = path.join(".") || "body"
      throw requestError(field, `${field} must not have control characters`)
    }
  } else if (typeof input === "object" && input !== null && path.length < DEEPEST) {
    for (const [key, value] of Object.entries(input)) {
      refuseControlCharacters(value, [...path, key])
    }
  }
}
