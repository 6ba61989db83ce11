import {
  type IPaymentModuleService,
  type MedusaContainer,
  type PaymentCollectionDTO,
  type PaymentDTO,
  type PaymentSessionDTO,
} from "@medusajs/framework/types"
import { MathBN, MedusaError, Modules } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import {
  moveDeposit,
  readDeposit,
  readDepositCollection,
  writeDepositCollection,
  type DepositAccount,
  type DepositMove,
} from "../../modules/rental/charges/deposit-account"
import { howToHold } from "../../modules/rental/charges/deposit-holding"
import { notFoundError, requestError } from "../../modules/rental/errors/rental-error"
import { readMoment } from "../../modules/rental/ledger/order-goods"
import type RentalModuleService from "../../modules/rental/service"
import { readRentedOrder } from "../orders/read-order"

/*
 * The payment collection of a deposit is not linked to the order: what is linked counts towards
 * what the order has paid.
 */

export interface DepositPayment {
  deposit: DepositAccount
  /** What the customer has to confirm with the provider; null once the deposit is held. */
  payment_session: Pick<
    PaymentSessionDTO,
    "id" | "provider_id" | "status" | "data"
  > | null
}

/**
 * Takes the deposit of an order through a payment provider: authorises it, and charges it when
 * an authorisation would lapse before the goods are back. A provider that needs the customer
 * first answers with its session; called again after that, it goes on.
 *
 * @throws RentalError `rental_not_found`; `rental_request_invalid`, also for an order that was
 *   cancelled
 */
export async function payDeposit(
  container: MedusaContainer,
  { order_id, provider_id }: { order_id: string; provider_id: string }
): Promise<DepositPayment> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const { knex } = rental.ledger
  const [deposit, order] = await Promise.all([
    readDeposit(knex, order_id),
    rental.readOrder(order_id),
  ])
  if (!deposit || !order) {
    throw notFoundError("id", "No deposit was agreed for this order")
  }
  const left = MathBN.sub(deposit.agreed, deposit.held).toNumber()
  if (left <= 0) {
    return { deposit, payment_session: null }
  }
  await readRentedOrder(container, order_id)
  const payments = container.resolve(Modules.PAYMENT)
  const collection = await openCollection(payments, rental, order_id, {
    currency_code: deposit.currency_code,
    amount: left,
  })
  const session = await openSession(payments, collection, provider_id)
  const payment = await authorise(payments, session)
  if (!payment) {
    const [now] = await payments.listPaymentSessions({ id: session.id })
    const { id, status, data } = now ?? session
    return { deposit, payment_session: { id, provider_id, status, data } }
  }
  const { rules } = await rental.charges.current()
  const { today } = await readMoment(knex, rental.ledger)
  const how = howToHold(today, order.period.end_date, rules.authorisation_days)
  const held = await moveDeposit(
    knex,
    order_id,
    { kind: "held", amount: left, payment_id: payment.id, created_by: "customer" },
    async () => {
      if (how === "charge" && !payment.captured_at) {
        await payments.capturePayment({ payment_id: payment.id, amount: left })
      }
    }
  )
  return { deposit: held, payment_session: null }
}

/**
 * Keeps or returns a part of a deposit, and moves the money where a payment holds it: what is
 * kept of an authorised card is captured, and the rest let go; what was charged is refunded.
 *
 * @throws RentalError `rental_deposit_exceeded`, `rental_request_invalid`
 */
export async function settleDeposit(
  container: MedusaContainer,
  { order_id, ...move }: DepositMove & { order_id: string }
): Promise<DepositAccount> {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const payments = container.resolve(Modules.PAYMENT)
  return await moveDeposit(ledger.knex, order_id, move, async (amount, before) => {
    const id = before.entries.find(
      ({ kind, payment_id }) => kind === "held" && payment_id
    )?.payment_id
    const payment = id && (await findPayment(payments, id))
    if (!payment || move.kind === "held") {
      return
    }
    if (move.kind === "kept") {
      await keep(payments, payment, amount)
    } else {
      await giveBack(payments, payment, amount, before)
    }
  })
}

async function openCollection(
  payments: IPaymentModuleService,
  rental: RentalModuleService,
  orderId: string,
  wanted: { currency_code: string; amount: number }
): Promise<PaymentCollectionDTO> {
  const { knex } = rental.ledger
  const known = await readDepositCollection(knex, orderId)
  const [found] = known
    ? await payments.listPaymentCollections(
        { id: known },
        { relations: ["payment_sessions", "payment_sessions.payment"] }
      )
    : []
  if (found && MathBN.eq(found.amount, wanted.amount)) {
    return found
  }
  const made = await payments.createPaymentCollections({
    ...wanted,
    metadata: { rental_deposit_of: orderId },
  })
  await writeDepositCollection(knex, orderId, wanted.currency_code, made.id)
  return made
}

async function openSession(
  payments: IPaymentModuleService,
  collection: PaymentCollectionDTO,
  provider_id: string
): Promise<PaymentSessionDTO> {
  const open = collection.payment_sessions?.find(
    (session) => session.provider_id === provider_id
  )
  if (open) {
    return open
  }
  try {
    return await payments.createPaymentSession(collection.id, {
      provider_id,
      currency_code: collection.currency_code,
      amount: collection.amount,
      data: {},
    })
  } catch (error) {
    throw requestError(
      "provider_id",
      `${provider_id} cannot take the deposit: ${(error as Error).message}`
    )
  }
}

/** @returns null while the provider waits for the customer */
async function authorise(
  payments: IPaymentModuleService,
  session: PaymentSessionDTO
): Promise<PaymentDTO | null> {
  try {
    return await payments.authorizePaymentSession(session.id, {})
  } catch (error) {
    if (error instanceof MedusaError && error.type === MedusaError.Types.NOT_ALLOWED) {
      return null
    }
    throw error
  }
}

/** A payment that the shop has noted from elsewhere is none of Medusa's. */
async function findPayment(
  payments: IPaymentModuleService,
  id: string
): Promise<PaymentDTO | undefined> {
  const [payment] = await payments.listPayments({ id }, { relations: ["captures"] })
  return payment
}

async function keep(
  payments: IPaymentModuleService,
  payment: PaymentDTO,
  amount: number
): Promise<void> {
  if (!payment.captures?.length) {
    await payments.capturePayment({ payment_id: payment.id, amount })
  }
}

async function giveBack(
  payments: IPaymentModuleService,
  payment: PaymentDTO,
  amount: number,
  { held, kept, returned }: DepositAccount
): Promise<void> {
  const captured = MathBN.sum(...(payment.captures ?? []).map((c) => c.amount))
  if (MathBN.gte(captured, held)) {
    await payments.refundPayment({ payment_id: payment.id, amount })
  } else if (kept === 0 && MathBN.eq(MathBN.add(returned, amount), held)) {
    await payments.cancelPayment(payment.id)
  }
}
