import { createHash, randomBytes } from "node:crypto"

const TOKEN_BYTES = 32
const SHAPE = /^[\w-]{43}$/

/** A secret of 256 bits, in letters that need no escaping in an address. */
export function makeToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url")
}

/**
 * What is stored and looked up in place of a secret. How long a look-up by it takes tells
 * nothing of the secret: who does not know that, cannot choose its hash.
 *
 * @returns null when the text cannot be a secret of ours
 */
export function hashToken(token: string): string | null {
  return SHAPE.test(token) ? createHash("sha256").update(token).digest("hex") : null
}
