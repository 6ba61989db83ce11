import {
  type BigNumberInput,
  type MedusaContainer,
  type PaymentSessionDTO,
} from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MathBN,
  Modules,
  OrderStatus,
} from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { readCancellation } from "../../modules/rental/cancellation/cancellation-records"
import { readDeposit } from "../../modules/rental/charges/deposit-account"
import { notFoundError } from "../../modules/rental/errors/rental-error"
import { readMoment } from "../../modules/rental/ledger/order-goods"
import { moneyOf, type OrderMoney } from "../../modules/rental/payments/order-money"
import {
  instalmentsOf,
  type Instalment,
} from "../../modules/rental/payments/payment-plan"
import {
  readSchedule,
  type PaymentSchedule,
} from "../../modules/rental/payments/schedule-rows"
import { todayIn, type LocalDate } from "../../modules/rental/periods/local-date"
import type RentalModuleService from "../../modules/rental/service"
import { plannedPayment } from "./planned-payment"

/** An order, as far as its payments need it, and its money. */
export interface PaidOrder {
  id: string
  currency_code: string
  customer_id: string | null
  region_id: string | null
  is_draft: boolean
  is_cancelled: boolean
  start_date: LocalDate
  /** As agreed when it was placed; null when it was to be paid at once. */
  schedule: PaymentSchedule | null
  collections: OrderCollection[]
  money: OrderMoney
}

export interface OrderCollection {
  id: string
  status: string
  amount: number
  payments: OrderPayment[]
  sessions: PaymentSessionDTO[]
}

export interface OrderPayment {
  id: string
  provider_id: string
  amount: BigNumberInput
  created_at: string | Date
  captured_at: string | Date | null
  canceled_at: string | Date | null
  captures?: { amount: BigNumberInput }[]
}

/**
 * The money of an order that rents something: what it comes to and has paid as Medusa has it, what
 * it owes by its schedule, and its deposit. Of a cancelled order nothing is owed any more; a draft
 * is paid as if it were placed today.
 *
 * @throws RentalError `rental_not_found`
 */
export async function readOrderMoney(
  container: MedusaContainer,
  orderId: string
): Promise<PaidOrder> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const { knex, timezone } = rental.ledger
  const [moment, order, rented, schedule, deposit, noShow, transactions] =
    await Promise.all([
      readMoment(knex, rental.ledger),
      queryOrder(container, orderId),
      rental.readOrder(orderId),
      readSchedule(knex, orderId),
      readDeposit(knex, orderId),
      readCancellation(knex, orderId, "no_show"),
      container
        .resolve(Modules.ORDER)
        .listOrderTransactions(
          { order_id: orderId },
          { take: null as unknown as number }
        ),
    ])
  if (!order || !rented) {
    throw notFoundError("id", `Order ${orderId} rents nothing`)
  }
  const is_cancelled = !!order.canceled_at || order.status === OrderStatus.CANCELED
  const collections = (order.payment_collections ?? []).flatMap((one) => one ?? [])
  const paid = MathBN.sum(
    0,
    ...transactions.map(({ amount }) => amount).filter((amount) => MathBN.gt(amount, 0))
  )
  const refunded = MathBN.sum(
    0,
    ...transactions
      .map(({ amount }) => amount)
      .filter((amount) => MathBN.lt(amount, 0))
      .map((amount) => MathBN.mult(amount, -1))
  )
  const { today } = moment
  const kept = MathBN.sub(paid, refunded)
  const total = is_cancelled ? (MathBN.lt(kept, 0) ? 0 : kept) : order.total
  const start_date = rented.period.start_date
  return {
    id: order.id,
    currency_code: order.currency_code,
    customer_id: order.customer_id,
    region_id: order.region_id,
    is_draft: !!order.is_draft_order,
    is_cancelled,
    start_date,
    schedule,
    collections: collections.map(({ payments, payment_sessions, ...one }) => ({
      ...one,
      payments: payments ?? [],
      sessions: payment_sessions ?? [],
    })),
    money: moneyOf({
      currency_code: order.currency_code,
      total,
      paid,
      refunded,
      // What was kept of a cancelled order is taken; the rest of its card was let go.
      authorised: is_cancelled
        ? 0
        : authorisedBy(collections, noShow?.refund ? noShow.settled_at : null),
      instalments: schedule
        ? instalmentsOf(schedule, { total, start_date })
        : await instalmentsWithout(container, order, {
            total,
            start_date,
            placed_on: rented.placed_at
              ? todayIn(timezone, new Date(rented.placed_at))
              : today,
          }),
      deposit: deposit && {
        agreed: deposit.agreed,
        held: deposit.held,
        kept: deposit.kept,
        returned: deposit.returned,
      },
      today,
    }),
  }
}

interface QueriedOrder {
  id: string
  status: string
  canceled_at: string | Date | null
  created_at: string | Date
  currency_code: string
  customer_id: string | null
  region_id: string | null
  is_draft_order: boolean | null
  total: BigNumberInput
  payment_collections?: (QueriedCollection | null)[] | null
}

interface QueriedCollection extends Pick<OrderCollection, "id" | "status" | "amount"> {
  payments?: OrderPayment[]
  payment_sessions?: PaymentSessionDTO[]
}

async function queryOrder(
  container: MedusaContainer,
  orderId: string
): Promise<QueriedOrder | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "id",
      "status",
      "canceled_at",
      "created_at",
      "currency_code",
      "customer_id",
      "region_id",
      "is_draft_order",
      "total",
      "items.*",
      "payment_collections.id",
      "payment_collections.status",
      "payment_collections.amount",
      "payment_collections.payments.*",
      "payment_collections.payments.captures.amount",
      "payment_collections.payment_sessions.*",
    ],
    filters: { id: orderId },
  })
  return data[0] as unknown as QueriedOrder | undefined
}

/**
 * Promised by cards and not taken: what staff capture later.
 *
 * @param settledAt when nobody had come and something came back: of the payments from before,
 *   what was kept is taken, and the rest of them was let go
 */
function authorisedBy(
  collections: readonly { payments?: OrderPayment[] }[],
  settledAt: string | null
): BigNumberInput {
  const isLetGo = ({ created_at, captures }: OrderPayment) =>
    settledAt !== null &&
    !!captures?.length &&
    secondOf(created_at) <= secondOf(settledAt)
  const open = collections
    .flatMap(({ payments }) => payments ?? [])
    .filter(({ captured_at, canceled_at }) => !captured_at && !canceled_at)
    .filter((payment) => !isLetGo(payment))
    .map(({ amount, captures }) =>
      MathBN.sub(amount, MathBN.sum(0, ...(captures ?? []).map((one) => one.amount)))
    )
  return MathBN.sum(0, ...open)
}

/** As exact as the instant of a settlement is. */
function secondOf(instant: string | Date): number {
  return Math.floor(new Date(instant).getTime() / 1000)
}

/** Of an order without a schedule: of a draft as it would be, otherwise all at once. */
async function instalmentsWithout(
  container: MedusaContainer,
  order: QueriedOrder,
  now: { total: BigNumberInput; start_date: LocalDate; placed_on: LocalDate }
): Promise<Instalment[]> {
  const plan = order.is_draft_order
    ? await plannedPayment(container, "order", order.id)
    : null
  const { total, placed_on } = now
  return instalmentsOf(
    { share: plan?.now ?? total, placed_on, balance_days: plan?.balance_days ?? 0 },
    now
  )
}
