import { stringify } from "csv-stringify/sync"
import { guarded } from "./formula-guard"
import { type Separator } from "./read-csv"

/** A row by the names of its columns. */
export type Cells = Readonly<Record<string, string>>

/**
 * Rows as CSV (RFC 4180): CRLF, quotes where they are needed, and an apostrophe before what
 * a spreadsheet would run as a formula. `readCsv` gives the same cells back.
 *
 * @param part.header whether the names of the columns come first
 */
export function writeCsv(
  columns: readonly string[],
  rows: readonly Cells[],
  part: { separator?: Separator; header?: boolean } = {}
): string {
  const { separator = ",", header = true } = part
  const cells = rows.map((row) => columns.map((name) => guarded(row[name] ?? "")))
  return stringify([...(header ? [[...columns]] : []), ...cells], {
    delimiter: separator,
    record_delimiter: "windows",
    // A line end of another kind would end the row for some readers.
    quoted_match: /[\r\n]/,
  })
}
