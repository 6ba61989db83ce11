import type { MedusaResponse } from "@medusajs/framework/http"

/**
 * What is free changes at any moment: a client may keep the answer, but asks each time
 * whether it still holds (its ETag saves the body when it does). Shared caches keep nothing.
 */
export function revalidate(res: MedusaResponse): MedusaResponse {
  res.setHeader("Cache-Control", "private, no-cache")
  return res
}
