import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { printDailyPickList } from "../../../../../workflows/papers/print-daily-pick-list"
import { readDayOfGoods } from "../../../../requests/goods-of-day"
import { sendPaper } from "../../../../requests/send-paper"

/** What leaves on a day, as PDF for the store room. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  sendPaper(req, res, await printDailyPickList(req.scope, readDayOfGoods(req, "leaving")))
}
