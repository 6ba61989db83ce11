import type { ReportRequest } from "@gather/medusa-rental/workflows"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/**
 * The utilisation report as the admin gets it, for a client without a session. The workflows
 * are loaded when they are asked for: loading them registers the plugin's hooks, and the
 * server to compare with is to be without.
 */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const { readReport } = await import("@gather/medusa-rental/workflows")
  const range = req.query as unknown as ReportRequest["range"]
  const { fields } = await readReport(req.scope, "utilisation", { range })
  res.json({ report: fields })
}
