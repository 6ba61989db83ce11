import { BigNumber, MathBN } from "@medusajs/framework/utils"
import { type BigNumberInput } from "@medusajs/framework/types"
import { amountIn } from "../charges/charge-rules"
import { addDays, type LocalDate } from "../periods/local-date"
import { roundToCurrency } from "../pricing/currency"
import { type Decimal } from "../pricing/decimal"
import { type PaymentRules } from "./payment-rules"

/** When a cart or an order is paid. Amounts are in major units; the two make the total. */
export interface PaymentPlan {
  currency_code: string
  total: number
  /** Paid with the order. */
  now: number
  /** The balance; 0 when all is paid with the order. */
  later: number
  /** When the balance is due; null without one. */
  later_due_on: LocalDate | null
  /** Days before the start that this was made with. */
  balance_days: number
}

export interface PlannedOrder {
  currency_code: string
  /** With taxes, delivery and discounts; without the deposit. */
  total: BigNumberInput
  /** How much of it is for goods that are sold: they are paid with the order. */
  goods: BigNumberInput
  start_date: LocalDate
}

/**
 * When an order is paid that is placed today. The share is of the total without goods for sale,
 * which are paid for with it; never more than the total. When the balance would be due today or
 * earlier, all is paid at once (Goodshuffle Pro, "Why must the client pay the full balance").
 */
export function planPayment(
  rules: PaymentRules,
  order: PlannedOrder,
  today: LocalDate
): PaymentPlan {
  const total = MathBN.convert(order.total)
  const dueOn = addDays(order.start_date, -rules.balance_days)
  const now = dueOn <= today ? total : shareOf(rules, order)
  const later = total.minus(now)
  return {
    currency_code: order.currency_code,
    total: numberOf(total),
    now: numberOf(now),
    later: numberOf(later),
    later_due_on: later.isZero() ? null : dueOn,
    balance_days: rules.balance_days,
  }
}

/** What an order's schedule was made with, when it was placed. */
export interface AgreedShare {
  /** What was paid, or to be paid, with the order. */
  share: BigNumberInput
  placed_on: LocalDate
  balance_days: number
}

export const INSTALMENT_KINDS = ["share", "balance"] as const

export type InstalmentKind = (typeof INSTALMENT_KINDS)[number]

/** A part of what an order comes to, and the day on which it is due. */
export interface Instalment {
  kind: InstalmentKind
  amount: Decimal
  due_on: LocalDate
}

/**
 * The instalments of an order as it is now. The share stays what was agreed, as long as the
 * order comes to that much; the balance is the rest, due before the start as it is now, and
 * never before the order was placed.
 */
export function instalmentsOf(
  { share, placed_on, balance_days }: AgreedShare,
  order: { total: BigNumberInput; start_date: LocalDate }
): Instalment[] {
  const total = atLeastZero(MathBN.convert(order.total))
  const first = atMost(MathBN.convert(share), total)
  const due = addDays(order.start_date, -balance_days)
  return [
    { kind: "share", amount: first, due_on: placed_on },
    {
      kind: "balance",
      amount: total.minus(first),
      due_on: due > placed_on ? due : placed_on,
    },
  ]
}

function shareOf({ share }: PaymentRules, order: PlannedOrder): Decimal {
  const { currency_code } = order
  const total = MathBN.convert(order.total)
  if (!share) {
    return total
  }
  const goods = atMost(MathBN.convert(order.goods), total)
  const percent = total.minus(goods).times(share.percent).dividedBy(100)
  const least = MathBN.convert(amountIn(share.minimum ?? [], currency_code) ?? 0)
  const part = roundToCurrency(percent.gt(least) ? percent : least, currency_code)
  return atMost(goods.plus(part), total)
}

function atMost(amount: Decimal, most: Decimal): Decimal {
  return amount.gt(most) ? most : amount
}

function atLeastZero(amount: Decimal): Decimal {
  return amount.isNegative() ? MathBN.convert(0) : amount
}

function numberOf(amount: Decimal): number {
  return new BigNumber(amount).numeric
}
