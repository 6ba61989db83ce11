import { MathBN } from "@medusajs/framework/utils"
import { type LocalDate } from "../periods/local-date"
import { type RentalPeriod } from "../periods/rental-period"
import { roundToCurrency, spokenAmount } from "../pricing/currency"
import { type Decimal } from "../pricing/decimal"
import { amountIn, type LateFeeRule } from "./charge-rules"
import { type ChargedLine } from "./charged-line"

/** What goods that come back late cost. */
export interface LateFee {
  readonly days: number
  /** For a unit and a day, in the currency's smallest coin. */
  readonly per_day: Decimal
  readonly amount: Decimal
  readonly words: string
}

/** A moment by the shop's clock. */
export interface LocalMoment {
  readonly date: LocalDate
  /** `HH:MM`. */
  readonly time: string
}

/**
 * What a unit and a day late costs by a rule, for goods of a line.
 *
 * @returns null when nothing is charged for it
 */
export function lateFeeOfUnit(
  rule: LateFeeRule | null,
  { own, unit_price, days }: ChargedLine,
  currencyCode: string
): { per_day: Decimal; rule: LateFeeRule } | null {
  const held = own.late_fee ?? rule
  if (!held || held === "none") {
    return null
  }
  if (held.type === "fixed") {
    const amount = amountIn(held.amounts, currencyCode)
    return amount === null ? null : { per_day: MathBN.convert(amount), rule: held }
  }
  const exact = unit_price.times(held.percent).div(100).div(Math.max(1, days))
  return { per_day: roundToCurrency(exact, currencyCode), rule: held }
}

/** What so many units cost that came back, or would come back, at a moment. */
export function lateFee(
  { per_day, rule }: { per_day: Decimal; rule: LateFeeRule },
  goods: { quantity: number; due: RentalPeriod; returned: LocalMoment },
  currencyCode: string
): LateFee {
  const days = daysLate(goods.due, goods.returned, rule)
  const amount = per_day.times(goods.quantity).times(days)
  return {
    days,
    per_day,
    amount,
    words:
      `${goods.quantity} × ${days} ${days === 1 ? "day" : "days"} late at ` +
      spokenAmount(per_day, currencyCode),
  }
}

/**
 * Days that goods are late. They are due when the last day of their period ends, or at its time;
 * within the hours of grace they are not late at all, and after them each day begun since they
 * were due counts. By the clock on the wall, so that a change of clocks makes no day of it.
 */
export function daysLate(
  due: RentalPeriod,
  returned: LocalMoment,
  { grace_hours, most_days }: Pick<LateFeeRule, "grace_hours" | "most_days">
): number {
  const dueAt = due.end_time
    ? wallMinutes(due.end_date, due.end_time)
    : wallMinutes(due.end_date, "00:00") + DAY_MINUTES
  const late = wallMinutes(returned.date, returned.time) - dueAt
  if (late <= grace_hours * 60) {
    return 0
  }
  const days = Math.ceil(late / DAY_MINUTES)
  return most_days === null ? days : Math.min(days, most_days)
}

const DAY_MINUTES = 1440

function wallMinutes(date: LocalDate, time: string): number {
  return Date.parse(`${date}T${time}:00Z`) / 60_000
}
