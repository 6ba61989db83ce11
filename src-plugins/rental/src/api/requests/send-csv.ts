import type { MedusaResponse } from "@medusajs/framework/http"
import { stringify } from "csv-stringify/sync"
import { type ReportTable } from "../../workflows/reports/report"

/**
 * Sends a table as CSV (RFC 4180): a header, commas, CRLF, UTF-8 without a byte order mark.
 * Text that a spreadsheet would take for a formula gets an apostrophe in front.
 */
export function sendCsv(
  res: MedusaResponse,
  fileName: string,
  { columns, rows }: ReportTable
): void {
  const text = stringify([...rows], {
    columns: [...columns],
    header: true,
    escape_formulas: true,
    record_delimiter: "windows",
  })
  res.setHeader("Content-Type", "text/csv; charset=utf-8")
  res.setHeader("Content-Disposition", `attachment; filename="${fileName}"`)
  res.send(text)
}
