import { type MedusaContainer } from "@medusajs/framework/types"
import { Modules, PaymentCollectionStatus } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import {
  settleOnce,
  type CancellationRecord,
} from "../../../modules/rental/cancellation/cancellation-records"
import { readDeposit } from "../../../modules/rental/charges/deposit-account"
import type RentalModuleService from "../../../modules/rental/service"
import { settleDeposit } from "../../charges/deposit-payments"
import { creditOutstanding, keepOfPayments } from "../move-payments"
import { chargedBy, paymentsOf, readOrderToCancel } from "../order-to-cancel"

/**
 * Moves the money of a cancelled order: refunds, or charges what is kept of an authorised
 * payment, and gives the deposit back. Money that has moved is not moved back.
 *
 * @example
 * settleOrderCancellationStep({ order_id })
 */
export const settleOrderCancellationStep = createStep(
  "settle-order-cancellation",
  async ({ order_id }: { order_id: string }, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    return new StepResponse(
      await settleOnce(ledger.knex, order_id, "cancelled", async (record) => {
        await settlePayments(container, record)
        await returnDeposit(container, record)
      })
    )
  }
)

async function settlePayments(
  container: MedusaContainer,
  record: CancellationRecord
): Promise<void> {
  const { order_id, kept, created_by, reason, details } = record
  const before = await readOrderToCancel(container, order_id)
  await keepOfPayments(container, paymentsOf(before), {
    kept,
    by: created_by,
    note: reason ?? details.policy.words,
  })
  await creditOutstanding(container, order_id)
  await closeCollections(container, order_id)
}

/** As Medusa does on cancelling; but a collection that has kept something stays what it is. */
async function closeCollections(
  container: MedusaContainer,
  orderId: string
): Promise<void> {
  const { payment_collections } = await readOrderToCancel(container, orderId)
  const ids = payment_collections
    .filter(({ payments }) => !payments.some((payment) => chargedBy(payment).gt(0)))
    .map(({ id }) => id)
  if (ids.length) {
    await container
      .resolve(Modules.PAYMENT)
      .updatePaymentCollections({ id: ids }, { status: PaymentCollectionStatus.CANCELED })
  }
}

/** While goods are out, it is what it was left for. */
async function returnDeposit(
  container: MedusaContainer,
  { order_id, created_by }: CancellationRecord
): Promise<void> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const [deposit, bookings] = await Promise.all([
    readDeposit(rental.ledger.knex, order_id),
    rental.readOrderBookings(order_id),
  ])
  if (deposit && deposit.open > 0 && !bookings.some(({ state }) => state === "out")) {
    await settleDeposit(container, { order_id, kind: "returned", created_by })
  }
}
