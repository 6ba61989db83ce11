import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readPickList } from "../../../../workflows/rental-view/pick-list"
import { readDayOfGoods } from "../../../requests/goods-of-day"

/** What leaves on a day, packages taken apart, sorted by where it is kept. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  res.json({ pick_list: await readPickList(req.scope, readDayOfGoods(req, "leaving")) })
}
