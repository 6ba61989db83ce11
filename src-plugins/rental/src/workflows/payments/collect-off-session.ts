import { type MedusaContainer, type PaymentDTO } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
  Modules,
} from "@medusajs/framework/utils"
import { createPaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"
import { RENTAL_MODULE } from "../../modules/rental"
import {
  noteCollection,
  noteSession,
  type EffectKey,
  type PaymentEffect,
} from "../../modules/rental/payments/payment-effects"
import type RentalModuleService from "../../modules/rental/service"
import { openCollection } from "./open-collection"
import { type PaidOrder } from "./read-order-money"
import { takePayment } from "./take-payment"

/** What came of an attempt to collect. */
export type Collected =
  /** Nothing that money could be taken from is known of the customer. */
  | { payment: null; why: null }
  | { payment: PaymentDTO; why: null }
  | { payment: null; why: string }

/**
 * Takes what is owed from the payment method that the customer has left with the provider of
 * the order's last payment. The effect notes its collection and its session before money moves:
 * where a process died, the next goes on with that session, and never opens a second one.
 */
export async function collectOffSession(
  container: MedusaContainer,
  order: PaidOrder,
  { amount, ...effect }: EffectKey & PaymentEffect & { amount: number }
): Promise<Collected> {
  try {
    const sessionId =
      effect.payment_session_id ??
      (effect.payment_collection_id
        ? await findSession(container, effect)
        : await openSession(container, order, effect, amount))
    if (!sessionId) {
      return { payment: null, why: null }
    }
    const payment = await takePayment(container, order.id, { id: sessionId }, true)
    return payment
      ? { payment, why: null }
      : { payment: null, why: "The provider did not authorise the payment" }
  } catch (error) {
    return { payment: null, why: (error as Error).message }
  }
}

/** The session that an attempt made which died before it could note it. */
async function findSession(
  container: MedusaContainer,
  effect: EffectKey & PaymentEffect
): Promise<string | null> {
  const sessions = await container
    .resolve(Modules.PAYMENT)
    .listPaymentSessions({ payment_collection_id: effect.payment_collection_id! })
  const made = sessions.find(
    ({ created_at }) => new Date(created_at ?? 0) >= new Date(effect.created_at)
  )
  if (!made) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "The attempt to collect broke off before it reached the provider"
    )
  }
  return await note(container, effect, made.id)
}

async function openSession(
  container: MedusaContainer,
  order: PaidOrder,
  effect: EffectKey,
  amount: number
): Promise<string | null> {
  const method = await findMethod(container, order)
  if (!method) {
    return null
  }
  const collection = await openCollection(container, order, amount)
  const { knex } = container.resolve<RentalModuleService>(RENTAL_MODULE).ledger
  await noteCollection(knex, effect, collection.id)
  const { result: session } = await createPaymentSessionsWorkflow(container).run({
    input: {
      payment_collection_id: collection.id,
      provider_id: method.provider_id,
      customer_id: order.customer_id!,
      // As Medusa's Stripe provider reads them; others take what they know.
      data: { payment_method: method.id, off_session: true, confirm: true },
    },
  })
  return await note(container, effect, session.id)
}

async function note(
  container: MedusaContainer,
  effect: EffectKey,
  sessionId: string
): Promise<string> {
  const { knex } = container.resolve<RentalModuleService>(RENTAL_MODULE).ledger
  return await noteSession(knex, effect, sessionId)
}

/** The payment method that the customer left last with the provider they paid with last. */
async function findMethod(
  container: MedusaContainer,
  order: PaidOrder
): Promise<{ id: string; provider_id: string } | null> {
  const [last] = order.collections
    .flatMap(({ payments }) => payments)
    .sort((a, b) => Number(new Date(b.created_at)) - Number(new Date(a.created_at)))
  if (!last || !order.customer_id) {
    return null
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "customer",
    fields: ["id", "account_holders.*"],
    filters: { id: order.customer_id },
  })
  const [customer] = data as unknown as { account_holders?: (AccountHolder | null)[] }[]
  const holder = customer?.account_holders?.find(
    (one) => one?.provider_id === last.provider_id
  )
  if (!holder) {
    return null
  }
  const [method] = await container.resolve(Modules.PAYMENT).listPaymentMethods({
    provider_id: last.provider_id,
    context: { account_holder: holder },
  })
  return method ? { id: method.id, provider_id: last.provider_id } : null
}

interface AccountHolder {
  id: string
  provider_id: string
  data: Record<string, unknown>
}
