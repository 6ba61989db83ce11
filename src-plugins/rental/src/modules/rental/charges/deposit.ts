import { MathBN } from "@medusajs/framework/utils"
import { roundToCurrency, spokenAmount } from "../pricing/currency"
import { ZERO, type Decimal } from "../pricing/decimal"
import { amountIn, type DepositRule } from "./charge-rules"
import { type ChargedLine } from "./charged-line"

/** What is to be left for an order: for each line, and for the order as a whole. */
export interface Deposit {
  readonly amount: Decimal
  readonly lines: readonly DepositLine[]
  /** A sum for the whole order, beside its lines; null when there is none. */
  readonly order: DepositPart | null
}

export interface DepositPart {
  readonly amount: Decimal
  readonly words: string
}

export interface DepositLine extends DepositPart {
  readonly variant_id: string
}

/**
 * The security deposit of an order. An item with a rule of its own has that, an amount for
 * each unit; the others have the shop's, of which a fixed one is a single sum for an order in
 * which any item comes under it.
 */
export function depositOf(
  rule: DepositRule | null,
  lines: readonly ChargedLine[],
  currencyCode: string
): Deposit {
  const rented = lines.filter(({ quantity }) => quantity > 0)
  const parts = rented.map((line): DepositLine => {
    const own = line.own.deposit ?? rule
    const { amount, words } =
      own && own !== "none" && !isForOrder(line, own)
        ? depositOfLine(own, line, currencyCode)
        : NOTHING
    return { variant_id: line.variant_id, amount, words }
  })
  const order = depositOfOrder(rule, rented, currencyCode)
  const amount = parts.reduce((sum, part) => sum.plus(part.amount), order?.amount ?? ZERO)
  return { amount, lines: parts, order }
}

const NOTHING: DepositPart = { amount: ZERO, words: "" }

function isForOrder({ own }: ChargedLine, rule: DepositRule): boolean {
  return own.deposit === undefined && rule.type === "fixed"
}

function depositOfOrder(
  rule: DepositRule | null,
  lines: readonly ChargedLine[],
  currencyCode: string
): DepositPart | null {
  const applies = lines.some(({ own }) => own.deposit === undefined)
  const amount =
    rule?.type === "fixed" && applies ? amountIn(rule.amounts, currencyCode) : null
  return amount === null
    ? null
    : {
        amount: MathBN.convert(amount),
        words: `${spokenAmount(MathBN.convert(amount), currencyCode)} for the order`,
      }
}

function depositOfLine(
  rule: DepositRule,
  { quantity, unit_price, replacement_value }: ChargedLine,
  currencyCode: string
): DepositPart {
  const spoken = (amount: Decimal) => spokenAmount(amount, currencyCode)
  if (rule.type === "fixed") {
    const each = MathBN.convert(amountIn(rule.amounts, currencyCode) ?? 0)
    return { amount: each.times(quantity), words: `${quantity} at ${spoken(each)}` }
  }
  const base =
    (rule.type === "percent_of_rental" ? unit_price : replacement_value) ?? ZERO
  const whole = base.times(quantity)
  const of = rule.type === "percent_of_rental" ? "" : " replacement value"
  return {
    amount: roundToCurrency(whole.times(rule.percent).div(100), currencyCode),
    words: `${rule.percent}% of ${spoken(whole)}${of}`,
  }
}
