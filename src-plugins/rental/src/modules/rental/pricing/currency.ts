import { defaultCurrencies, MathBN } from "@medusajs/framework/utils"
import { type Decimal } from "./decimal"

/** How many decimals prices of a currency have, as Medusa's currencies say. */
export function currencyDigits(currencyCode: string): number {
  const known = defaultCurrencies[currencyCode.toUpperCase()]
  return known?.decimal_digits ?? 2
}

/** Rounds to the currency's decimals, halves up. */
export function roundToCurrency(amount: Decimal, currencyCode: string): Decimal {
  return amount.decimalPlaces(currencyDigits(currencyCode), HALF_UP)
}

/** The least amount the currency can write that is not below. */
export function roundUpToCurrency(amount: Decimal, currencyCode: string): Decimal {
  return amount.decimalPlaces(currencyDigits(currencyCode), CEIL)
}

/** An amount as customers read it: `$12.50`, `$100`. */
export function spokenAmount(amount: Decimal, currencyCode: string): string {
  const rounded = roundToCurrency(MathBN.convert(amount), currencyCode)
  return formatOf(currencyCode).format(rounded.toNumber())
}

const HALF_UP = 4
const CEIL = 2

const formats = new Map<string, Intl.NumberFormat>()

function formatOf(currencyCode: string): Intl.NumberFormat {
  const known = formats.get(currencyCode)
  if (known) {
    return known
  }
  const digits = currencyDigits(currencyCode)
  const made = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: currencyCode,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    trailingZeroDisplay: "stripIfInteger",
  } as Intl.NumberFormatOptions)
  formats.set(currencyCode, made)
  return made
}
