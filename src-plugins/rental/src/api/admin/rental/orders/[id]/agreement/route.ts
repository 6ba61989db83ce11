import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  readAgreement,
  viewAgreement,
} from "../../../../../../workflows/papers/read-agreement"
import { pathId } from "../../../../../requests/parse-request"

/** Whether the order as it is has been signed, and by whom, when and from where. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const agreement = await readAgreement(req.scope, pathId(req))
  const view = await viewAgreement(req.scope, agreement)
  res.json({
    agreement: {
      ...view,
      signatures: view.signatures.map((signature, at) => ({
        ...signature,
        address: agreement.signatures[at]?.address,
        user_agent: agreement.signatures[at]?.user_agent,
        customer_id: agreement.signatures[at]?.customer_id,
      })),
    },
  })
}
