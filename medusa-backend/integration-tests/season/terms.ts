import { addDays, daysBetween, later, type Day } from "./calendar"

/*
 * What the shop of a season asks for, and what that comes to: worked out here a second time,
 * from what was told alone. Amounts are in dollars.
 */

const SHARE_PERCENT = 50
const BALANCE_DAYS = 4
const DEPOSIT_PERCENT = 20
const LATE_PERCENT = 150
const NO_SHOW_PERCENT = 20
const DISCOUNT = { from_days: 5, percent: 10 }
const TIERS = [
  { days_before: 6, percent: 100 },
  { days_before: 3, percent: 50 },
]

/** Of what a cancellation keeps a part; a season has one or the other. */
export type CancellationBase = "paid" | "total"

export function baseOf(seed: number): CancellationBase {
  return seed % 2 ? "paid" : "total"
}

/** As `POST /admin/rental/payments` takes them. */
export function paymentRules(): object {
  return {
    share: { percent: SHARE_PERCENT },
    balance_days: BALANCE_DAYS,
    remind_before: [1],
    remind_after: [2],
    collects: false,
  }
}

/** As `POST /admin/rental/charges` takes them. */
export function chargeRules(of: CancellationBase): object {
  return {
    waiver: { type: "percent", percent: 10, is_required: false },
    deposit: { type: "percent_of_rental", percent: DEPOSIT_PERCENT },
    late_fee: { type: "percent", percent: LATE_PERCENT },
    cancellation: { of, tiers: TIERS, no_show_percent: NO_SHOW_PERCENT },
  }
}

/** As `POST /admin/promotions` takes it: less for who rents for long. */
export function promotion(): object {
  return {
    code: "FORLONG",
    type: "standard",
    status: "active",
    is_automatic: true,
    application_method: {
      type: "percentage",
      target_type: "items",
      allocation: "across",
      value: DISCOUNT.percent,
      currency_code: "usd",
    },
    rules: [
      { attribute: "rental.days", operator: "gte", values: String(DISCOUNT.from_days) },
    ],
  }
}

/** What is paid of a price for so many days. */
export function discounted(price: number, days: number): number {
  const percent = days >= DISCOUNT.from_days ? 100 - DISCOUNT.percent : 100
  return cents((price * percent) / 100)
}

/** A line of an order, or what is delivered with it. */
export type Part = {
  /** After discounts. */
  amount: number
  price: number
  /** Sold, rented, or neither: a delivery, a damage waiver. */
  kind: "sold" | "rented" | "beside"
}

/** What is paid with an order that is placed today; near its start, all of it. */
export function shareOf(parts: readonly Part[], start: Day, today: Day): number {
  const total = sumOf(parts)
  if (addDays(start, -BALANCE_DAYS) <= today) {
    return total
  }
  const sold = sumOf(parts.filter(({ kind }) => kind === "sold"))
  return cents(sold + cents(((total - sold) * SHARE_PERCENT) / 100))
}

/** When the rest is due. */
export function balanceDay(start: Day, placed: Day): Day {
  return later(addDays(start, -BALANCE_DAYS), placed)
}

/** No discount lowers it. */
export function depositOf(parts: readonly Part[]): number {
  // Each line is rounded for itself.
  const lines = parts.filter(({ kind }) => kind === "rented")
  return cents(
    lines.reduce((all, { price }) => all + cents((price * DEPOSIT_PERCENT) / 100), 0)
  )
}

/** What a unit costs for each day that it is late. */
export function latePerDay(unitPrice: number, days: number): number {
  return cents((unitPrice * LATE_PERCENT) / 100 / days)
}

/** What the shop keeps of an order that is cancelled, or for which nobody came. */
export function keptOf(order: {
  kind: "cancelled" | "no show"
  base: CancellationBase
  parts: readonly Part[]
  paid: number
  start: Day
  today: Day
}): number {
  const total = sumOf(order.parts)
  const base = order.base === "paid" ? Math.min(order.paid, total) : total
  const back =
    order.kind === "no show"
      ? NO_SHOW_PERCENT
      : percentBack(daysBetween(order.today, order.start))
  const kept = order.parts
    .filter(({ kind }) => kind !== "sold")
    .reduce((all, { amount }) => all + (base * amount * (100 - back)) / total / 100, 0)
  return Math.min(kept, order.paid)
}

function percentBack(daysBefore: number): number {
  return TIERS.find(({ days_before }) => days_before <= daysBefore)?.percent ?? 0
}

function sumOf(parts: readonly Part[]): number {
  return cents(parts.reduce((all, { amount }) => all + amount, 0))
}

export function cents(amount: number): number {
  return Math.round((amount + Number.EPSILON) * 100) / 100
}
