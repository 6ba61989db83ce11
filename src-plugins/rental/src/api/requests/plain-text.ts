import { requestError } from "../../modules/rental/errors/rental-error"

/**
 * Control characters, except tab and line ends, and halves of characters: Postgres keeps
 * neither NUL nor halves, and no text has the others.
 */
const NOT_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Cs}/u

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
    if (NOT_TEXT.test(input)) {
      const field = path.join(".") || "body"
      throw requestError(field, `${field} must not have control characters`)
    }
  } else if (typeof input === "object" && input !== null && path.length < DEEPEST) {
    for (const [key, value] of Object.entries(input)) {
      refuseControlCharacters(value, [...path, key])
    }
  }
}
