import { type MedusaContainer } from "@medusajs/framework/types"
import { type ReportScope } from "../../modules/rental/reports/report-range"

/** A report as a table, for spreadsheets. */
export interface ReportTable {
  columns: readonly string[]
  rows: readonly object[]
}

/** A report: the fields of its answer, and the same as a table. */
export interface Report {
  fields: Record<string, unknown>
  table: ReportTable
}

/** Reads one kind of report. */
export type ReadReport = (
  container: MedusaContainer,
  scope: ReportScope
) => Promise<Report>

/** Rows of a table with the level they are about in front: `total`, `category` or `item`. */
export function atLevel<Row extends object>(
  level: "total" | "category" | "item",
  rows: readonly Row[]
): (Row & { level: string })[] {
  return rows.map((row) => ({ level, ...row }))
}
