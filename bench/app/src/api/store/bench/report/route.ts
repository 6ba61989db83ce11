import { readReport, type ReportRequest } from "@gather/medusa-rental/workflows"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** The utilisation report as the admin gets it, for a client without a session. */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const range = req.query as unknown as ReportRequest["range"]
  const { fields } = await readReport(req.scope, "utilisation", { range })
  res.json({ report: fields })
}
