import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** 200 once the database answers, 503 until then. `/health` only says that the process lives. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const connection = req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  try {
    await connection.raw("select 1")
    res.json({ status: "ready" })
  } catch {
    res.status(503).json({ status: "waiting", message: "The database does not answer" })
  }
}
