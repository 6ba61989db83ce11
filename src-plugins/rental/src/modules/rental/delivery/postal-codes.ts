/** A rule of a zone: one postal code, a pattern, or a range. */
export type PostalRule =
  | { readonly type: "pattern"; readonly pattern: RegExp }
  | { readonly type: "range"; readonly from: string; readonly to: string }

const RANGE = /^([A-Z0-9]+)\.\.\.([A-Z0-9]+)$/
const PATTERN = /^[A-Z0-9*?]+$/
const ZIP_PLUS_4 = /^(\d{5})\d{4}$/
const DIGITS = /^\d+$/

/**
 * A postal code as it is compared: capitals and digits only, whatever spaces and hyphens
 * people write. American codes of nine digits are known by their first five.
 */
export function normalPostalCode(countryCode: string, postalCode: string): string {
  const plain = postalCode.toUpperCase().replace(/[\s-]+/g, "")
  return countryCode.toLowerCase() === "us" ? plain.replace(ZIP_PLUS_4, "$1") : plain
}

/**
 * Reads a rule: `12534`, `125*` (any rest), `12?34` (any one character), or a range with both
 * ends in it, `12000...12999`. The notation is that of WooCommerce's shipping zones, with `?`
 * added.
 *
 * @returns null when it is no rule
 */
export function parsePostalRule(text: string): PostalRule | null {
  const plain = text.toUpperCase().replace(/[\s-]+/g, "")
  const [, from, to] = RANGE.exec(plain) ?? []
  if (from && to) {
    return from.length === to.length && from <= to ? { type: "range", from, to } : null
  }
  if (!PATTERN.test(plain)) {
    return null
  }
  const source = plain.replace(/\*+/g, "[A-Z0-9]*").replace(/\?/g, "[A-Z0-9]")
  return { type: "pattern", pattern: new RegExp(`^${source}$`) }
}

/**
 * Whether a postal code falls under a rule. A range of letters and digits is of beginnings:
 * `M1A...M9W` has `M5V2T6`; a range of digits is of whole codes.
 *
 * @param code as `normalPostalCode` gives it
 */
export function matchesPostalRule(rule: PostalRule, code: string): boolean {
  if (rule.type === "pattern") {
    return rule.pattern.test(code)
  }
  const { from, to } = rule
  const isNumeric = DIGITS.test(from) && DIGITS.test(to)
  if (isNumeric ? code.length !== from.length : code.length < from.length) {
    return false
  }
  const beginning = code.slice(0, from.length)
  return from <= beginning && beginning <= to
}
