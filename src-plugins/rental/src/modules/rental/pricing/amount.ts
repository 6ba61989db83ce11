import { MathBN } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { requestError } from "../errors/rental-error"
import { decimalField, ONE, type Decimal } from "./decimal"

/**
 * An amount of a rate card: a multiple of the base rate (the price of the variant), or a sum
 * of money for each currency the shop sells in.
 */
export type Amount = { readonly factor: string } | { readonly [currency: string]: string }

/** `{"factor": 2.5}` or `{"usd": "40.00", "eur": "38.00"}`. */
export const amountField: z.ZodType<Amount> = z
  .record(z.string(), decimalField)
  .superRefine((amount, context) => {
    const keys = Object.keys(amount)
    if (!keys.length) {
      refuse("must have a factor, or an amount for a currency")
    } else if (keys.includes("factor") && keys.length > 1) {
      refuse("has a factor or amounts by currency, not both")
    } else if (keys[0] !== "factor" && !keys.every((key) => /^[a-z]{3}$/.test(key))) {
      refuse("is by currency, three small letters each, as in usd")
    }

    function refuse(message: string): void {
      context.addIssue({ code: "custom", message })
    }
  })

/** The base rate itself. */
export const BASE_RATE: Amount = { factor: "1" }

/** An amount as a price is made of it: `rate` times `factor`. */
export interface Valued {
  readonly rate: Decimal
  readonly factor: Decimal
}

/**
 * What an amount is in a currency.
 *
 * @param where what of the card it is, for the refusal
 * @throws RentalError `rental_request_invalid` when the card has no amount in the currency
 */
export function valueOf(
  amount: Amount,
  base: { card: string; baseRate: Decimal; currencyCode: string },
  where: string
): Valued {
  if ("factor" in amount) {
    return { rate: base.baseRate, factor: MathBN.convert(amount.factor) }
  }
  const money = amount[base.currencyCode.toLowerCase()]
  if (money === undefined) {
    throw requestError(
      "currency_code",
      `Rate card "${base.card}" has no amount in ${base.currencyCode.toUpperCase()} ` +
        `for ${where}`
    )
  }
  return { rate: MathBN.convert(money), factor: ONE }
}
