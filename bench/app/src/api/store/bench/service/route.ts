import type { RentalModuleService } from "@gather/medusa-rental/modules/rental"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** Times one call of the rental service inside the server, in milliseconds. */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const rental = req.scope.resolve<RentalModuleService>("rental")
  const { start_date = "", end_date = "" } = req.query as Record<string, string>
  const startedAt = process.hrtime.bigint()
  const rows = await rental.listAvailability({ start_date, end_date })
  const milliseconds = Number(process.hrtime.bigint() - startedAt) / 1e6
  res.json({ milliseconds, rows: rows.length })
}
