import { createHash } from "node:crypto"
import type { MedusaRequest } from "@medusajs/framework/http"

/**
 * Who shops, as far as a limit needs to know: the signed-in customer, or else the address
 * the request came from, which is kept as a hash only. A storefront that calls for its
 * visitors passes their address on as `X-Forwarded-For`.
 */
export function visitorOf(req: MedusaRequest): string {
  const customer = (req as { auth_context?: { actor_id?: string } }).auth_context
    ?.actor_id
  return customer
    ? customer
    : `ip_${createHash("sha256")
        .update(req.ip ?? "")
        .digest("hex")
        .slice(0, 32)}`
}
