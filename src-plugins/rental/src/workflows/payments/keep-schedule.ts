import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../modules/rental"
import { updateSchedule } from "../../modules/rental/payments/schedule-rows"
import type RentalModuleService from "../../modules/rental/service"
import { keepAskedAmount } from "./open-collection"
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
    try {
      const order = await readOrderMoney(container, order_id)
      if (order.schedule && !order.is_draft) {
        await keepSchedule(container, order)
        await keepAskedAmount(container, order)
      }
    } catch (error) {
      const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
      logger.warn(`The payment schedule of ${order_id} is as it was: ${String(error)}`)
    }
    return new StepResponse(undefined)
  }
)
