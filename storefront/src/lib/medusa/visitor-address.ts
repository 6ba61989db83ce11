import "server-only"
import { headers } from "next/headers"

/**
 * Where the visitor's request came from, to be passed on: the shop limits what one visitor
 * can hold, and all calls of the storefront come from one address.
 */
export async function visitorAddress(): Promise<Record<string, string>> {
  const address = (await headers()).get("x-forwarded-for")
  return address ? { "x-forwarded-for": address } : {}
}
