import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listOverdue } from "../../../../workflows/rental-view/overdue"

/** Goods that should be back and are not, and who goes short by it. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  res.json({ overdue: await listOverdue(req.scope) })
}
