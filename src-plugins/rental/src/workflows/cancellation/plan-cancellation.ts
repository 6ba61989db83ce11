import { type MedusaContainer } from "@medusajs/framework/types"
import { BigNumber, MathBN } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import {
  readCancellation,
  type Cancellation,
  type CancellationKind,
} from "../../modules/rental/cancellation/cancellation-records"
import {
  percentBack,
  termsOf,
  type AgreedCancellation,
} from "../../modules/rental/cancellation/cancellation-rule"
import {
  cancellationWords,
  chosenRefund,
  settleCancellation,
  type CancelledPart,
  type RefundChoice,
} from "../../modules/rental/cancellation/settle-cancellation"
import { notFoundError } from "../../modules/rental/errors/rental-error"
import { readMoment } from "../../modules/rental/ledger/order-goods"
import { daysBetween } from "../../modules/rental/periods/local-date"
import { type Decimal } from "../../modules/rental/pricing/decimal"
import type RentalModuleService from "../../modules/rental/service"
import {
  paidBy,
  paymentsOf,
  readOrderToCancel,
  type OrderToCancel,
} from "./order-to-cancel"

export interface CancellationRequest {
  order_id: string
  kind: CancellationKind
  choice: RefundChoice
  reason: string | null
  created_by: string | null
}

/** What a cancellation would give back, and the order it is for. Nothing is written. */
export interface CancellationPlan {
  cancellation: Cancellation
  order: OrderToCancel
}

/** What comes back where nothing was agreed: of a cancelled order all, of a no-show nothing. */
export const NOTHING_AGREED: AgreedCancellation = {
  of: "paid",
  tiers: [],
  no_show_percent: 0,
  items: [],
}

/**
 * What a cancellation, or that nobody came, gives back of an order by the policy that it was
 * placed with, or by what staff choose.
 *
 * Goods for sale in the same order come back whole: only what is rented has terms. The
 * delivery and the damage waiver go by the terms of the order.
 *
 * @throws RentalError `rental_not_found`; `rental_request_invalid` naming `amount`
 */
export async function planCancellation(
  container: MedusaContainer,
  { order_id, kind, choice, reason, created_by }: CancellationRequest
): Promise<CancellationPlan> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const { knex } = rental.ledger
  const [order, rented, bookings, moment, before] = await Promise.all([
    readOrderToCancel(container, order_id),
    rental.readOrder(order_id),
    rental.readOrderBookings(order_id),
    readMoment(knex, rental.ledger),
    readCancellation(knex, order_id, kind),
  ])
  if (!rented) {
    throw notFoundError("id", `Order ${order_id} rents nothing`)
  }
  const agreed = rented.charges?.cancellation ?? null
  const days_before = daysBetween(moment.today, rented.period.start_date)
  const { currency_code } = order
  const current = paidBy(paymentsOf(order))
  // An attempt that broke off may have given something back already.
  const paid = before && !before.settled_at ? MathBN.max(before.paid, current) : current
  const sums = settleCancellation({
    currency_code,
    total: order.total,
    paid,
    of: agreed?.of ?? NOTHING_AGREED.of,
    parts: partsOf(
      order,
      new Set(bookings.map((row) => row.line_variant_id)),
      (variant) => percentOf(agreed, variant, kind, days_before)
    ),
  })
  const refund = MathBN.max(
    chosenRefund(choice, sums, currency_code),
    paid.minus(current)
  )
  const cancellation: Cancellation = {
    order_id,
    kind,
    currency_code,
    paid: numberOf(paid),
    refund: numberOf(refund),
    kept: numberOf(paid.minus(refund)),
    choice: choice.refund,
    reason,
    created_by,
    details: {
      days_before,
      of: agreed?.of ?? NOTHING_AGREED.of,
      total: numberOf(MathBN.convert(order.total)),
      policy: {
        refund: numberOf(sums.refund),
        words: cancellationWords(sums, {
          currency_code,
          when: kind === "no_show" ? "Nobody came" : spokenDays(days_before),
        }),
      },
      parts: sums.parts.map(({ title, percent, amount, kept }) => ({
        title,
        percent,
        amount: numberOf(amount),
        kept: numberOf(kept),
      })),
    },
  }
  return { cancellation, order }
}

function percentOf(
  agreed: AgreedCancellation | null,
  variantId: string | null,
  kind: CancellationKind,
  daysBefore: number
): number {
  if (!agreed) {
    return kind === "no_show" ? NOTHING_AGREED.no_show_percent : 100
  }
  const terms = termsOf(agreed, variantId)
  return kind === "no_show" ? terms.no_show_percent : percentBack(terms, daysBefore)
}

function partsOf(
  { items, shipping_methods }: OrderToCancel,
  rented: ReadonlySet<string>,
  percent: (variantId: string | null) => number
): CancelledPart[] {
  return [
    ...items.map(({ variant_id, product_title, title, total }) => ({
      title: product_title || title,
      amount: total,
      percent: variant_id && !rented.has(variant_id) ? 100 : percent(variant_id),
    })),
    ...shipping_methods.map(({ name, total }) => ({
      title: name,
      amount: total,
      percent: percent(null),
    })),
  ]
}

function spokenDays(daysBefore: number): string {
  if (daysBefore < 0) {
    return "After the start"
  }
  if (daysBefore === 0) {
    return "On the day of the start"
  }
  return `${daysBefore} ${daysBefore === 1 ? "day" : "days"} before the start`
}

function numberOf(amount: Decimal): number {
  return new BigNumber(amount).numeric
}
