import type { readPickList as ReadPickList } from "@gather/medusa-rental/workflows"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/**
 * The pick list of a day as the admin gets it, for a client without a session. The workflows
 * are loaded when they are asked for, as for the report.
 */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const { readPickList } = await import("@gather/medusa-rental/workflows")
  const day = req.query.date as Parameters<typeof ReadPickList>[1]["day"]
  res.json({ pick_list: await readPickList(req.scope, { day, end: "leaving" }) })
}
