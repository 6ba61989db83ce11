import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { describeItems, readItemRows } from "../../../requests/items"

/** How things are rented: turnaround, replacement value, rate card, what packages hold. */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  res.json({ items: await describeItems(req, await readItemRows(req)) })
}
