import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readCartRental } from "../../../../../workflows/rental-view/cart-rental"
import { pathId } from "../../../../requests/parse-request"

/** The rental side of a cart: period, lines, states, and when its holds run out. */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  res.json({ rental: await readCartRental(req.scope, pathId(req)) })
}
