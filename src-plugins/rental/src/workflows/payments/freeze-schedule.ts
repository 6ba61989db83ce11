import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../modules/rental"
import { readMoment } from "../../modules/rental/ledger/order-goods"
import { type PaymentPlan } from "../../modules/rental/payments/payment-plan"
import {
  deleteSchedule,
  writeSchedule,
} from "../../modules/rental/payments/schedule-rows"
import type RentalModuleService from "../../modules/rental/service"
import { plannedPayment } from "./planned-payment"

/**
 * Notes when the order of a cart is paid. Its share is what the cart's payment collection asks
 * for: the customer pays that much now, whatever the rules of the shop are a moment later.
 */
export async function freezeCartSchedule(
  container: MedusaContainer,
  { cart_id, order_id }: { cart_id: string; order_id: string }
): Promise<void> {
  const plan = await plannedPayment(container, "cart", cart_id)
  if (plan) {
    const share = await readAsked(container, cart_id)
    await freeze(container, order_id, { ...plan, now: share ?? plan.now })
  }
}

/**
 * Notes when an order is paid that staff or an accepted quote have placed.
 *
 * @example
 * freezeScheduleStep({ order_id: "order_1" })
 */
export const freezeScheduleStep = createStep(
  "freeze-schedule",
  async ({ order_id }: { order_id: string }, { container }) => {
    const plan = await plannedPayment(container, "order", order_id)
    const isNew = plan ? await freeze(container, order_id, plan) : false
    return new StepResponse(undefined, isNew ? order_id : null)
  },
  async (orderId, { container }) => {
    if (orderId) {
      const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
      await deleteSchedule(ledger.knex, orderId)
    }
  }
)

async function freeze(
  container: MedusaContainer,
  order_id: string,
  plan: PaymentPlan
): Promise<boolean> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const { knex, timezone } = rental.ledger
  const order = await rental.readOrder(order_id)
  if (!order) {
    return false
  }
  const { today } = await readMoment(knex, rental.ledger)
  return await writeSchedule(
    knex,
    {
      order_id,
      currency_code: plan.currency_code,
      share: plan.now,
      total: plan.total,
      start_date: order.period.start_date,
      placed_on: today,
      balance_days: plan.balance_days,
    },
    timezone
  )
}

async function readAsked(
  container: MedusaContainer,
  cartId: string
): Promise<number | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart_payment_collection",
    fields: ["payment_collection.amount"],
    filters: { cart_id: cartId },
  })
  const [link] = data as unknown as { payment_collection?: { amount: number } | null }[]
  return link?.payment_collection ? Number(link.payment_collection.amount) : null
}
