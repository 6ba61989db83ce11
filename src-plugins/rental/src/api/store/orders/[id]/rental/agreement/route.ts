import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  readAgreement,
  viewAgreement,
} from "../../../../../../workflows/papers/read-agreement"
import { ownOrderId } from "../../../../../requests/own-order"

/** Whether the customer's own order as it is has been signed, and what there is to sign. */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const agreement = await readAgreement(req.scope, await ownOrderId(req))
  res.json({ agreement: await viewAgreement(req.scope, agreement) })
}
