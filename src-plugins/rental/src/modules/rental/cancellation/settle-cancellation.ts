import { type BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { requestError } from "../errors/rental-error"
import { currencyDigits, roundToCurrency, spokenAmount } from "../pricing/currency"
import { type Decimal } from "../pricing/decimal"
import { shareOut } from "../reports/share-out"
import { type CancellationBase } from "./cancellation-rule"

/** A line of an order, or what is delivered with it, as a cancellation settles it. */
export interface CancelledPart {
  readonly title: string
  /** With tax, after discounts, in major units. */
  readonly amount: BigNumberInput
  /** What comes back of it. */
  readonly percent: number
}

export interface CancelledOrder {
  readonly currency_code: string
  /** What the order comes to. */
  readonly total: BigNumberInput
  /** What the shop has of it, authorised payments counted. */
  readonly paid: BigNumberInput
  readonly of: CancellationBase
  readonly parts: readonly CancelledPart[]
}

/** What becomes of what was paid: `refund` and `kept` are `paid` exactly. */
export interface CancellationSums {
  paid: Decimal
  refund: Decimal
  kept: Decimal
  parts: { title: string; percent: number; amount: Decimal; kept: Decimal }[]
}

/**
 * What comes back of an order that is cancelled, by its policy: never less than nothing,
 * never more than was paid. Each part is rounded to the currency on its own.
 */
export function settleCancellation(order: CancelledOrder): CancellationSums {
  const { currency_code, of, parts } = order
  const paid = atLeastZero(MathBN.convert(order.paid))
  const total = atLeastZero(roundToCurrency(MathBN.convert(order.total), currency_code))
  const base = of === "paid" ? MathBN.min(paid, total) : total
  const shares = parts.length
    ? shareOut(
        base,
        parts.map(({ amount }) => atLeastZero(MathBN.convert(amount))),
        currencyDigits(currency_code)
      )
    : []
  const settled = parts.map(({ title, percent }, at) => {
    const amount = shares[at]!
    return { title, percent, amount, kept: keptOf(amount, percent, currency_code) }
  })
  const owed = settled.reduce<Decimal>((sum, { kept }) => sum.plus(kept), ZERO)
  const kept = MathBN.min(owed, paid)
  return { paid, kept, refund: paid.minus(kept), parts: settled }
}

/** What staff choose to give back instead of what the policy says. */
export type RefundChoice =
  | { readonly refund: "policy" | "full" | "none" }
  | { readonly refund: "amount"; readonly amount: number }

/**
 * What comes back of a payment by a choice, when the policy would give back `byPolicy`.
 *
 * @throws RentalError `rental_request_invalid` naming `amount` when it is more than was paid
 */
export function chosenRefund(
  choice: RefundChoice,
  { paid, refund }: Pick<CancellationSums, "paid" | "refund">,
  currencyCode: string
): Decimal {
  switch (choice.refund) {
    case "policy":
      return refund
    case "full":
      return paid
    case "none":
      return ZERO
    case "amount":
      return wholeAmount(choice.amount, paid, currencyCode)
  }
}

/** What a policy comes to, as customers read it. */
export function cancellationWords(
  { paid, refund, kept, parts }: CancellationSums,
  { currency_code, when }: { currency_code: string; when: string }
): string {
  const say = (amount: Decimal) => spokenAmount(amount, currency_code)
  if (paid.isZero()) {
    return `${when}: nothing was paid, nothing comes back`
  }
  const percents = [...new Set(parts.map(({ percent }) => percent))]
  const share = percents.length === 1 ? `${percents[0]}%` : "a part by each item's terms"
  return (
    `${when}: ${share} comes back, ${say(refund)} of ${say(paid)} paid; ` +
    `${say(kept)} ${kept.isEqualTo(1) ? "is" : "are"} kept`
  )
}

const ZERO = MathBN.convert(0)

function atLeastZero(amount: Decimal): Decimal {
  return amount.isNegative() ? ZERO : amount
}

/** Of a share in whole coins it is no more than the share. */
function keptOf(share: Decimal, percent: number, currencyCode: string): Decimal {
  const exact = share.times(MathBN.sub(100, percent)).div(100)
  return MathBN.min(share, roundToCurrency(exact, currencyCode))
}

function wholeAmount(amount: number, paid: Decimal, currencyCode: string): Decimal {
  const exact = MathBN.convert(amount)
  if (!roundToCurrency(exact, currencyCode).eq(exact)) {
    throw requestError("amount", `${amount} is not an amount of ${currencyCode}`)
  }
  if (exact.gt(paid)) {
    throw requestError(
      "amount",
      `Only ${spokenAmount(paid, currencyCode)} were paid: no more can be given back`
    )
  }
  return exact
}
