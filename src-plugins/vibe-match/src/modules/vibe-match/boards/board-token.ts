import { createHash, randomBytes, timingSafeEqual } from "node:crypto"

/** A new token, to be told to the customer once. */
export function newToken(): string {
  return randomBytes(24).toString("base64url")
}

/** What is kept of a token. */
export function hashOfToken(token: string): string {
  return createHash("sha256").update(token).digest("hex")
}

/** Compares in constant time; a missing token opens nothing. */
export function opens(token: string | undefined, hash: string): boolean {
  const given = Buffer.from(hashOfToken(token ?? ""), "hex")
  const expected = Buffer.from(hash, "hex")
  return (
    Boolean(token) && given.length === expected.length && timingSafeEqual(given, expected)
  )
}
