import { type MedusaContainer } from "@medusajs/framework/types"
import { BigNumber, MathBN } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import {
  readCancellation,
  type Cancellation,
  type CancellationRecord,
} from "../../modules/rental/cancellation/cancellation-records"
import { type AgreedCancellation } from "../../modules/rental/cancellation/cancellation-rule"
import { readDeposit } from "../../modules/rental/charges/deposit-account"
import { notFoundError } from "../../modules/rental/errors/rental-error"
import type RentalModuleService from "../../modules/rental/service"
import { planCancellation } from "../cancellation/plan-cancellation"

/** What a cancellation gives back, or would give back, as clients read it. */
export interface CancellationAnswer {
  order_id: string
  /** Whether it has happened; otherwise it is what would come back now. */
  is_done: boolean
  currency_code: string
  days_before: number
  total: number
  paid: number
  refund: number
  kept: number
  choice: Cancellation["choice"]
  reason: string | null
  /** What the policy says, whatever was chosen. */
  policy: { refund: number; words: string }
  parts: {
    title: string
    percent: number
    amount: number
    refund: number
    kept: number
  }[]
}

/** A preview has also what was agreed, and the deposit that would be given back. */
export interface CancellationView extends CancellationAnswer {
  /** The policy the order was placed with; null: all comes back. */
  agreed: AgreedCancellation | null
  /** Of the deposit, what is still with the shop. */
  deposit: number
}

export function describeCancellation(
  cancellation: Cancellation | CancellationRecord
): CancellationAnswer {
  const { details, order_id, currency_code, paid, refund, kept, choice, reason } =
    cancellation
  const { days_before, total, policy, parts } = details
  return {
    order_id,
    is_done: "settled_at" in cancellation && cancellation.settled_at !== null,
    currency_code,
    days_before,
    total,
    paid,
    refund,
    kept,
    choice,
    reason,
    policy,
    parts: parts.map((part) => ({
      ...part,
      refund: new BigNumber(MathBN.sub(part.amount, part.kept)).numeric,
    })),
  }
}

/**
 * What came back of an order that was cancelled, or would come back if it were now.
 *
 * @throws RentalError `rental_not_found`
 */
export async function viewCancellation(
  container: MedusaContainer,
  orderId: string
): Promise<CancellationView> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const { knex } = rental.ledger
  const [done, order, deposit] = await Promise.all([
    readCancellation(knex, orderId, "cancelled"),
    rental.readOrder(orderId),
    readDeposit(knex, orderId),
  ])
  if (!order) {
    throw notFoundError("id", `Order ${orderId} rents nothing`)
  }
  const cancellation = done?.settled_at
    ? done
    : (
        await planCancellation(container, {
          order_id: orderId,
          kind: "cancelled",
          choice: { refund: "policy" },
          reason: null,
          created_by: null,
        })
      ).cancellation
  return {
    ...describeCancellation(cancellation),
    agreed: order.charges?.cancellation ?? null,
    deposit: deposit?.open ?? 0,
  }
}
