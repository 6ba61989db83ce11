import { type MedusaContainer } from "@medusajs/framework/types"
import { readIdleStock } from "./idle-stock"
import { readLateReturns } from "./late-returns"
import { readLossReport } from "./losses"
import { readLeadTimeReport, readLengthReport } from "./order-distributions"
import { type ReadReport, type Report } from "./report"
import { resolveScope, type ReportRequest } from "./report-scope"
import { readRevenue } from "./revenue"
import { readUtilisation } from "./utilisation"

const REPORTS = {
  utilisation: readUtilisation,
  revenue: readRevenue,
  "idle-stock": readIdleStock,
  losses: readLossReport,
  "lead-times": readLeadTimeReport,
  "rental-lengths": readLengthReport,
  "late-returns": readLateReturns,
} satisfies Record<string, ReadReport>

export type ReportName = keyof typeof REPORTS

/** The reports there are. */
export const REPORT_NAMES = Object.keys(REPORTS) as [ReportName, ...ReportName[]]

/**
 * Reads a report.
 *
 * @throws RentalError `rental_not_found` naming a location or category that is not there
 */
export async function readReport(
  container: MedusaContainer,
  name: ReportName,
  request: ReportRequest
): Promise<Report> {
  const scope = await resolveScope(container, request)
  const { fields, table } = await REPORTS[name](container, scope)
  return {
    fields: {
      name,
      from: scope.from,
      to: scope.to,
      timezone: scope.timezone,
      location_id: request.location_id ?? null,
      category_id: request.category_id ?? null,
      ...fields,
    },
    table,
  }
}
