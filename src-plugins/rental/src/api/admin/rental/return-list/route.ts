import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readPickList } from "../../../../workflows/rental-view/pick-list"
import { readDayOfGoods } from "../../../requests/goods-of-day"

/** What is due back on a day, sorted by where it is kept. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const asked = readDayOfGoods(req, "returning")
  res.json({ return_list: await readPickList(req.scope, asked) })
}
