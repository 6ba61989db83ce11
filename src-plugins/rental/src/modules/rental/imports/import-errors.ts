import { RentalError } from "../errors/rental-error"

/** What is wrong with one row of a file. */
export interface ImportError {
  /** The header is line 1. */
  line: number
  column: string | null
  /** What the cell holds; null when no single cell is wrong. */
  value: string | null
  message: string
  /** The code of the refusal, as of the same change by the API. */
  code: string
}

const SHOWN = 200

export function importError(
  line: number,
  column: string | null,
  value: string | null,
  message: string,
  code = "rental_request_invalid"
): ImportError {
  return { line, column, value: value && value.slice(0, SHOWN), message, code }
}

/** The refusal of a file of which nothing was written. */
export function importRefused(errors: readonly ImportError[]): RentalError {
  const [first] = errors
  return new RentalError(
    "rental_import_invalid",
    `Nothing was imported: ${errors.length} ${errors.length === 1 ? "error" : "errors"}. ` +
      `The first is in line ${first?.line}: ${first?.message}`,
    { field: "file", errors }
  )
}
