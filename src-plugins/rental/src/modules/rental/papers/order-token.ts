import { createHmac, timingSafeEqual } from "node:crypto"

const VALID_DAYS = 180
const DAY_MS = 86_400_000
/** Keeps these tokens apart from whatever else the secret signs. */
const PURPOSE = "rental-order"

/**
 * A token that opens the papers of one order to whoever has it, for half a year: for guests,
 * and for links in letters.
 */
export function orderToken(secret: string, orderId: string, now = Date.now()): string {
  const expires = Math.floor(now / DAY_MS) + VALID_DAYS
  return `${expires}.${seal(secret, orderId, expires)}`
}

/** Whether a token opens this order today. */
export function opensOrder(
  secret: string,
  orderId: string,
  token: string,
  now = Date.now()
): boolean {
  const [, expires, given] = /^(\d{1,6})\.([\w-]{43})$/.exec(token) ?? []
  if (!expires || !given || Number(expires) * DAY_MS < now) {
    return false
  }
  const expected = seal(secret, orderId, Number(expires))
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected))
}

function seal(secret: string, orderId: string, expires: number): string {
  return createHmac("sha256", secret)
    .update(`${PURPOSE}\n${orderId}\n${expires}`)
    .digest("base64url")
}
