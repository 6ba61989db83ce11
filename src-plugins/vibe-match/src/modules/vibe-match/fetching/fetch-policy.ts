/** Why an address is not fetched; the message is written for the customer. */
export class RefusedAddressError extends Error {
  override readonly name = "RefusedAddressError"
}

/** Which addresses a {@link GuardedFetch} may ask. */
export type FetchPolicy = {
  /** Origins that may be asked, or "public" for any host on the public internet. */
  origins: readonly string[] | "public"
  /** Origins of this machine that are let through as they are, for local test servers. */
  loopbackOrigins: readonly string[]
}

/** An address that has passed the policy; its host still has to resolve to public addresses. */
export type PermittedAddress = { url: URL; isLoopback: boolean }

/**
 * Checks the text of an address against a policy: https on 443 without a user, on a host that is
 * allowed.
 *
 * @throws RefusedAddressError saying what is wrong
 */
export function permit(text: string, policy: FetchPolicy): PermittedAddress {
  const url = parse(text)
  if (url.username || url.password) {
    throw new RefusedAddressError("An address with a user name in it is not fetched.")
  }
  if (policy.loopbackOrigins.some((origin) => new URL(origin).origin === url.origin)) {
    return { url, isLoopback: true }
  }
  if (url.protocol !== "https:") {
    throw new RefusedAddressError("Only addresses that begin with https:// are fetched.")
  }
  if (url.port !== "") {
    throw new RefusedAddressError("Only the usual port of https, 443, is asked.")
  }
  // A trailing dot names the same host, but not to a list of hosts.
  url.hostname = url.hostname.replace(/\.$/, "")
  if (policy.origins !== "public" && !allows(policy.origins, url)) {
    throw new RefusedAddressError(`Nothing is fetched from ${url.hostname}.`)
  }
  return { url, isLoopback: false }
}

function parse(text: string): URL {
  try {
    return new URL(text)
  } catch {
    throw new RefusedAddressError("This is not an address.")
  }
}

function allows(origins: readonly string[], url: URL): boolean {
  return origins.some((origin) => new URL(origin).origin === url.origin)
}
