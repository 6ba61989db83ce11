import { type MedusaContainer, type PaymentSessionDTO } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  acquireLockStep,
  createPaymentSessionsWorkflow,
  releaseLockStep,
} from "@medusajs/medusa/core-flows"
import { requestError } from "../../modules/rental/errors/rental-error"
import { type OrderMoney } from "../../modules/rental/payments/order-money"
import { roundToCurrency } from "../../modules/rental/pricing/currency"
import { keepSchedule } from "./keep-schedule"
import { openCollection } from "./open-collection"
import { paymentLock } from "./payment-lock"
import { readOrderMoney, type OrderCollection, type PaidOrder } from "./read-order-money"
import { takePayment } from "./take-payment"

/** Medusa's provider without a card. What a customer pays with it is for staff to take. */
export const MANUAL_PROVIDER = "pp_system_default"

export interface OrderPaymentRequest {
  order_id: string
  provider_id: string
  /** All that is due when absent; when nothing is due, all that is owed. */
  amount?: number
  /** Pays what is due later, too. */
  all?: boolean
  /** The signed-in customer: the provider knows them by it. */
  customer_id?: string
  /** Staff note money that they have. Customers only use providers of the order's region. */
  by_staff: boolean
}

export interface OrderPaymentAnswer {
  payments: OrderMoney
  /** What the customer has to confirm with the provider; null when nothing is left to do. */
  payment_session: Pick<
    PaymentSessionDTO,
    "id" | "provider_id" | "status" | "data"
  > | null
}

/* It moves money at its end, under the lock of the order's payments: it is not undone. */
const payOrderStep = createStep(
  "pay-order",
  async (request: OrderPaymentRequest, { container }) =>
    new StepResponse(await payOrder(container, request))
)

/**
 * Pays what an order owes, or a part of it, through a payment provider; never more than it
 * owes. A provider that needs the customer first answers with its session; called again after
 * that, it goes on.
 *
 * @example
 * await payRentalOrderWorkflow(container).run({
 *   input: { order_id, provider_id: "pp_stripe_stripe", by_staff: false },
 * })
 */
export const payRentalOrderWorkflow = createWorkflow(
  "pay-rental-order",
  (input: OrderPaymentRequest) => {
    const key = transform({ input }, (data) => paymentLock(data.input.order_id))
    acquireLockStep({ key, timeout: 10, ttl: 60 })
    const paid = payOrderStep(input)
    releaseLockStep({ key })
    return new WorkflowResponse(paid)
  }
)

async function payOrder(
  container: MedusaContainer,
  request: OrderPaymentRequest
): Promise<OrderPaymentAnswer> {
  const order = await readOrderMoney(container, request.order_id)
  if (order.is_draft || order.is_cancelled) {
    throw requestError("id", "Nothing is to be paid for this order")
  }
  const amount = amountOf(order, request)
  if (amount === 0) {
    return { payments: order.money, payment_session: null }
  }
  if (!request.by_staff) {
    await requireProvider(container, order, request.provider_id)
  }
  const collection = await openCollection(container, order, amount)
  const session = await openSession(container, collection, request)
  const takes = request.by_staff || request.provider_id !== MANUAL_PROVIDER
  const payment = await takePayment(container, order.id, session, takes)
  const after = await readOrderMoney(container, order.id)
  await keepSchedule(container, after)
  return {
    payments: after.money,
    payment_session: payment ? null : describeSession(after, session),
  }
}

/** @throws RentalError `rental_request_invalid` for more than is owed */
function amountOf(order: PaidOrder, { amount, all }: OrderPaymentRequest): number {
  const { owed_now, owed_later, currency_code } = order.money
  const owed = MathBN.add(owed_now, owed_later).toNumber()
  if (amount === undefined) {
    return all || owed_now === 0 ? owed : owed_now
  }
  const exact = MathBN.convert(amount)
  if (!roundToCurrency(exact, currency_code).eq(exact)) {
    throw requestError("amount", `${amount} is not an amount of ${currency_code}`)
  }
  if (exact.gt(owed)) {
    throw requestError("amount", `This order owes ${owed}, not ${amount}`)
  }
  return amount
}

async function requireProvider(
  container: MedusaContainer,
  { region_id }: PaidOrder,
  providerId: string
): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "region",
    fields: ["id", "payment_providers.id"],
    filters: { id: region_id ?? "" },
  })
  const [region] = data as unknown as { payment_providers?: ({ id: string } | null)[] }[]
  if (!region?.payment_providers?.some((provider) => provider?.id === providerId)) {
    throw requestError("provider_id", `${providerId} cannot be paid with here`)
  }
}

/** The session that is open with this provider, or a new one in its place. */
async function openSession(
  container: MedusaContainer,
  { id, sessions }: Pick<OrderCollection, "id" | "sessions">,
  { provider_id, customer_id }: OrderPaymentRequest
): Promise<Pick<PaymentSessionDTO, "id">> {
  const open = sessions.find(
    (session) =>
      session.provider_id === provider_id &&
      !["error", "canceled"].includes(session.status)
  )
  if (open) {
    return open
  }
  try {
    const { result } = await createPaymentSessionsWorkflow(container).run({
      input: { payment_collection_id: id, provider_id, customer_id },
    })
    return result
  } catch (error) {
    throw requestError(
      "provider_id",
      `${provider_id} cannot take the payment: ${(error as Error).message}`
    )
  }
}

function describeSession(
  order: PaidOrder,
  { id }: Pick<PaymentSessionDTO, "id">
): OrderPaymentAnswer["payment_session"] {
  const session = order.collections
    .flatMap(({ sessions }) => sessions)
    .find((one) => one.id === id)
  return session
    ? {
        id: session.id,
        provider_id: session.provider_id,
        status: session.status,
        data: session.data,
      }
    : null
}
