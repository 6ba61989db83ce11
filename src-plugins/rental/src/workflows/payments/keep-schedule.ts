import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../modules/rental"
import { readSchedule, updateSchedule } from "../../modules/rental/payments/schedule-rows"
import type RentalModuleService from "../../modules/rental/service"
import { keepAskedAmount } from "./open-collection"
import { paymentLock } from "./payment-lock"
import { readOrderMoney, type PaidOrder } from "./read-order-money"

/** Brings the schedule of an order to what it comes to, and has paid, now. */
export async function keepSchedule(
  container: MedusaContainer,
  order: PaidOrder
): Promise<void> {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  if (order.schedule) {
    await updateSchedule(
      ledger.knex,
      order.id,
      {
        total: order.money.total,
        start_date: order.start_date,
        is_cancelled: order.is_cancelled,
        paid: order.money.instalments,
      },
      ledger.timezone
    )
  }
}

/**
 * After an order was changed: its schedule follows, and its open payment collection asks for
 * what is owed now. Where this fails, the change stays, and the job does it a minute later.
 *
 * @example
 * keepPaymentScheduleStep({ order_id: "order_1" })
 */
export const keepPaymentScheduleStep = createStep(
  "keep-payment-schedule",
  async ({ order_id }: { order_id: string }, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    try {
      if (await readSchedule(ledger.knex, order_id)) {
        const keep = () => keepAll(container, order_id)
        const locking = container.resolve(Modules.LOCKING)
        await locking.execute([paymentLock(order_id)], keep, { timeout: WAIT_SECONDS })
      }
    } catch (error) {
      const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
      logger.warn(`The payment schedule of ${order_id} is as it was: ${String(error)}`)
    }
    return new StepResponse(undefined)
  }
)

const WAIT_SECONDS = 10

async function keepAll(container: MedusaContainer, orderId: string): Promise<void> {
  const order = await readOrderMoney(container, orderId)
  await keepSchedule(container, order)
  if (!order.is_draft && !order.is_cancelled) {
    await keepAskedAmount(container, order)
  }
}
