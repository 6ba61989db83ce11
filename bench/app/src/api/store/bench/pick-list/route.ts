import { readPickList } from "@gather/medusa-rental/workflows"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** The pick list of a day as the admin gets it, for a client without a session. */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const day = req.query.date as Parameters<typeof readPickList>[1]["day"]
  res.json({ pick_list: await readPickList(req.scope, { day, end: "leaving" }) })
}
