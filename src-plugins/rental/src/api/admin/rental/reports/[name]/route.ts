import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { notFoundError } from "../../../../../modules/rental/errors/rental-error"
import { requireRange } from "../../../../../modules/rental/reports/report-range"
import {
  readReport,
  REPORT_NAMES,
  type ReportName,
} from "../../../../../workflows/reports/read-report"
import { idField } from "../../../../requests/fields"
import { parseRequest } from "../../../../requests/parse-request"
import { sendCsv } from "../../../../requests/send-csv"

const Query = z.strictObject({
  from: z.string(),
  to: z.string(),
  location_id: idField.optional(),
  category_id: idField.optional(),
  format: z.enum(["json", "csv"]).optional(),
})

/** A report of the ledger, as JSON or as a table for spreadsheets. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const name = requireName(req.params.name)
  const { from, to, format, ...rest } = parseRequest(Query, req.query)
  const range = requireRange(from, to)
  const { fields, table } = await readReport(req.scope, name, { ...rest, range })
  if (format === "csv") {
    sendCsv(res, `${name}_${range.from}_${range.to}.csv`, table)
    return
  }
  res.json({ report: fields })
}

function requireName(text: string | undefined): ReportName {
  const name = REPORT_NAMES.find((known) => known === text)
  if (!name) {
    throw notFoundError(
      "name",
      `There is no such report; there are ${REPORT_NAMES.join(", ")}`
    )
  }
  return name
}
