import { type MedusaContainer } from "@medusajs/framework/types"
import { MathBN, Modules, PaymentCollectionStatus } from "@medusajs/framework/utils"
import {
  createOrderPaymentCollectionWorkflow,
  deleteOrderPaymentCollections,
  deletePaymentSessionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { type OrderCollection, type PaidOrder } from "./read-order-money"

/** The payment collection of an order that asks for so much: the open one, or a new one. */
export async function openCollection(
  container: MedusaContainer,
  order: PaidOrder,
  amount: number
): Promise<Pick<OrderCollection, "id" | "sessions">> {
  const open = order.collections.find(isOpen)
  if (open) {
    return MathBN.eq(open.amount, amount)
      ? open
      : { id: await askFor(container, open, amount), sessions: [] }
  }
  const { result } = await createOrderPaymentCollectionWorkflow(container).run({
    input: { order_id: order.id, amount },
  })
  return { id: result[0]!.id, sessions: [] }
}

/**
 * Makes the open payment collection of an order ask for what is owed now: Medusa makes it ask
 * for all that is not paid when an order is edited. One through which somebody is paying is left
 * alone, unless it asks for more than is owed at all.
 */
export async function keepAskedAmount(
  container: MedusaContainer,
  order: PaidOrder
): Promise<void> {
  const { owed_now, owed_later } = order.money
  const [open, ...others] = order.collections.filter(isOpen)
  for (const other of others) {
    await withdraw(container, other)
  }
  if (!open) {
    if (owed_now > 0) {
      await openCollection(container, order, owed_now)
    }
    return
  }
  const isTooMuch = MathBN.gt(open.amount, MathBN.add(owed_now, owed_later))
  if (MathBN.eq(open.amount, owed_now) || (open.sessions.length && !isTooMuch)) {
    return
  }
  if (owed_now > 0) {
    await askFor(container, open, owed_now)
  } else {
    await endSessions(container, open)
    await withdraw(container, { ...open, sessions: [] })
  }
}

/** Medusa takes back what nobody has begun to pay. */
async function withdraw(
  container: MedusaContainer,
  { id, status, sessions }: OrderCollection
): Promise<void> {
  if (status === PaymentCollectionStatus.NOT_PAID && !sessions.length) {
    await deleteOrderPaymentCollections(container).run({ input: { id } })
  }
}

async function askFor(
  container: MedusaContainer,
  open: OrderCollection,
  amount: number
): Promise<string> {
  await endSessions(container, open)
  await container.resolve(Modules.PAYMENT).updatePaymentCollections(open.id, { amount })
  return open.id
}

async function endSessions(
  container: MedusaContainer,
  { sessions }: OrderCollection
): Promise<void> {
  if (sessions.length) {
    await deletePaymentSessionsWorkflow(container).run({
      input: { ids: sessions.map((session) => session.id) },
    })
  }
}

function isOpen({ status, payments }: OrderCollection): boolean {
  const isAsking =
    status === PaymentCollectionStatus.NOT_PAID ||
    status === PaymentCollectionStatus.AWAITING
  return isAsking && !payments.length
}
