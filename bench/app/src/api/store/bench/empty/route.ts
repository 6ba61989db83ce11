import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** A store route that does nothing: what Medusa itself costs, to compare with. */
export const GET = (_req: MedusaRequest, res: MedusaResponse): void => {
  res.json({})
}
