import { type MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import {
  openCancellation,
  settleOnce,
  type CancellationRecord,
} from "../../../modules/rental/cancellation/cancellation-records"
import type RentalModuleService from "../../../modules/rental/service"
import { creditOutstanding, keepOfPayments } from "../move-payments"
import { paymentsOf, readOrderToCancel } from "../order-to-cancel"
import { planCancellation, type CancellationRequest } from "../plan-cancellation"

/**
 * Gives back what the policy of an order says when nobody came for any of it, once. What is
 * not paid yet stays owed, and the deposit is for staff to decide.
 *
 * @example
 * settleNoShowStep({ order_id, kind: "no_show", choice: { refund: "policy" }, reason: null,
 *   created_by: null })
 */
export const settleNoShowStep = createStep(
  "settle-no-show",
  async (request: CancellationRequest, { container }) =>
    new StepResponse(await settleNoShow(container, request))
)

async function settleNoShow(
  container: MedusaContainer,
  request: CancellationRequest
): Promise<CancellationRecord | null> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const { knex } = rental.ledger
  const [order, bookings] = await Promise.all([
    rental.readOrder(request.order_id),
    rental.readOrderBookings(request.order_id),
  ])
  const live = bookings.filter(({ state }) => !["cancelled", "expired"].includes(state))
  const isNoShow = live.length > 0 && live.every(({ state }) => state === "no_show")
  const isAgreed = !!order?.charges?.cancellation
  if (!isNoShow || (!isAgreed && request.choice.refund === "policy")) {
    return null
  }
  const { cancellation } = await planCancellation(container, request)
  await openCancellation(knex, cancellation)
  return await settleOnce(knex, request.order_id, "no_show", async (record) => {
    if (record.refund > 0) {
      const { order_id, paid, kept, created_by, reason, details } = record
      await keepOfPayments(
        container,
        paymentsOf(await readOrderToCancel(container, order_id)),
        { kept, by: created_by, note: reason ?? details.policy.words }
      )
      // Medusa credits what it refunds; what was let go of a promise would be asked for again.
      const unpaid = MathBN.max(0, MathBN.sub(details.total, paid))
      await creditOutstanding(container, order_id, unpaid)
    }
  })
}
