import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"

/** What the process holds after a full collection. Needs `node --expose-gc`. */
export const GET = (_req: MedusaRequest, res: MedusaResponse): void => {
  if (!globalThis.gc) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "The server was not started with --expose-gc"
    )
  }
  globalThis.gc()
  globalThis.gc()
  const { rss, heapUsed, external } = process.memoryUsage()
  res.json({ rss, heap: heapUsed + external })
}
