import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import { RENTAL_MODULE } from "../../modules/rental"
import { readMoment } from "../../modules/rental/ledger/order-goods"
import { type RentalEventName } from "../../modules/rental/ledger/outbox"
import { type PaidInstalment } from "../../modules/rental/payments/order-money"
import {
  beginEffect,
  endEffect,
  findBrokenOff,
  type EffectKey,
  type PaymentEffect,
} from "../../modules/rental/payments/payment-effects"
import {
  daysOfNotices,
  noticeOn,
  type NoticeKind,
} from "../../modules/rental/payments/payment-notices"
import { type PaymentRules } from "../../modules/rental/payments/payment-rules"
import { findOpenOrders } from "../../modules/rental/payments/schedule-rows"
import type RentalModuleService from "../../modules/rental/service"
import { collectOffSession, type Collected } from "./collect-off-session"
import { keepSchedule } from "./keep-schedule"
import { keepAskedAmount } from "./open-collection"
import { paymentLock } from "./payment-lock"
import { readOrderMoney, type PaidOrder } from "./read-order-money"

/**
 * Goes through the orders whose instalments are due, or soon: reminds, collects, and says what
 * was not paid; each order by itself, so that one that cannot be done keeps no other. Several
 * processes may do it at one moment: what is done is done once.
 *
 * @returns how many orders were looked at
 */
export async function chasePayments(container: MedusaContainer): Promise<number> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const { knex } = rental.ledger
  const rules = await rental.payments.read()
  const { today } = await readMoment(knex, rental.ledger)
  const days = daysOfNotices(rules, today)
  let chased = 0
  for (const order_id of await findOpenOrders(knex, days)) {
    if (rental.isStopping) {
      break
    }
    try {
      await chaseOrderPaymentsWorkflow(container).run({ input: { order_id } })
      chased++
    } catch (error) {
      logger.warn(`The payments of ${order_id} were not looked after: ${String(error)}`)
    }
  }
  if (chased) {
    await rental.sendEvents()
  }
  return chased
}

const chaseOrderPaymentsStep = createStep(
  "chase-order-payments",
  async ({ order_id }: { order_id: string }, { container }) => {
    await chaseOrder(container, order_id)
    return new StepResponse(undefined)
  }
)

/**
 * Reminds of what an order owes, or collects it, when its day has come; each once.
 *
 * @example
 * await chaseOrderPaymentsWorkflow(container).run({ input: { order_id: "order_1" } })
 */
export const chaseOrderPaymentsWorkflow = createWorkflow(
  "chase-order-payments",
  (input: { order_id: string }) => {
    const key = transform({ input }, (data) => paymentLock(data.input.order_id))
    acquireLockStep({ key, timeout: 5, ttl: 60 })
    const done = chaseOrderPaymentsStep(input)
    releaseLockStep({ key })
    return new WorkflowResponse(done)
  }
)

async function chaseOrder(container: MedusaContainer, orderId: string): Promise<void> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const rules = await rental.payments.current()
  let order = await readOrderMoney(container, orderId)
  for (const effect of await findBrokenOff(rental.ledger.knex, orderId)) {
    const instalment = order.money.instalments.find(({ kind }) => kind === effect.kind)
    await finish(container, order, effect, instalment?.owed ?? 0, true)
    order = await readOrderMoney(container, orderId)
  }
  for (const kind of ["share", "balance"] as const) {
    const instalment = order.money.instalments.find((one) => one.kind === kind)
    if (instalment && instalment.owed > 0 && asks(order)) {
      await chaseInstalment(container, rules, order, instalment)
      order = await readOrderMoney(container, orderId)
    }
  }
  await keepSchedule(container, order)
  if (asks(order)) {
    await keepAskedAmount(container, order)
  }
}

function asks({ schedule, is_cancelled, is_draft }: PaidOrder): boolean {
  return schedule !== null && !is_cancelled && !is_draft
}

async function chaseInstalment(
  container: MedusaContainer,
  rules: PaymentRules,
  order: PaidOrder,
  { kind, due_on, owed }: PaidInstalment
): Promise<void> {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const { placed_on } = order.schedule!
  const { today } = await readMoment(ledger.knex, ledger)
  const notice = noticeOn(rules, { due_on, placed_on }, today)
  if (!notice) {
    return
  }
  const key: EffectKey = { order_id: order.id, kind, due_on, ...notice }
  const effect = await beginEffect(ledger.knex, key)
  if (effect.outcome === "begun") {
    const collects = rules.collects && notice.notice !== "reminder"
    await finish(container, order, { ...key, ...effect }, owed, collects)
  }
}

/** Collects, where that is to be, and says what came of it. */
async function finish(
  container: MedusaContainer,
  order: PaidOrder,
  effect: EffectKey & PaymentEffect,
  amount: number,
  collects: boolean
): Promise<void> {
  const { knex } = container.resolve<RentalModuleService>(RENTAL_MODULE).ledger
  const nothing: Collected = { payment: null, why: null }
  const { payment, why } = collects
    ? await collectOffSession(container, order, { ...effect, amount })
    : nothing
  const data = {
    order_id: order.id,
    instalment: effect.kind,
    amount: payment ? Number(payment.amount) : amount,
    currency_code: order.currency_code,
    due_on: effect.due_on,
    days: effect.days,
  }
  if (payment) {
    await endEffect(knex, effect, "collected", [
      { name: "rental.payment_collected", data: { ...data, payment_id: payment.id } },
    ])
    return
  }
  await endEffect(knex, effect, why ? "failed" : "told", [
    ...(why ? [{ name: FAILED, data: { ...data, reason: why } }] : []),
    ...(amount > 0 ? [{ name: EVENTS[effect.notice], data }] : []),
  ])
}

const FAILED: RentalEventName = "rental.payment_failed"
const EVENTS: Record<NoticeKind, RentalEventName> = {
  reminder: "rental.payment_reminder",
  due: "rental.payment_due",
  overdue: "rental.payment_overdue",
}
