import {
  type MedusaContainer,
  type PaymentDTO,
  type PaymentSessionDTO,
} from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { capturePaymentWorkflow } from "@medusajs/medusa/core-flows"

/**
 * Authorises a payment session of an order and takes the money. Idempotent: a session that was
 * authorised, or taken, is not again.
 *
 * @param takes whether the money is taken too, where the provider has not taken it already
 * @returns null while the provider waits for the customer, or has refused
 */
export async function takePayment(
  container: MedusaContainer,
  orderId: string,
  session: Pick<PaymentSessionDTO, "id">,
  takes: boolean
): Promise<PaymentDTO | null> {
  const payment = await authorise(container, session.id)
  if (!payment) {
    return null
  }
  const payments = container.resolve(Modules.PAYMENT)
  const [found] = await payments.listPayments(
    { id: payment.id },
    { relations: ["captures"] }
  )
  const taken = found ?? payment
  if (taken.captures?.length) {
    await noteCaptures(container, orderId, taken)
  } else if (takes) {
    await capturePaymentWorkflow(container).run({
      input: { payment_id: payment.id, amount: payment.amount },
    })
  }
  return taken
}

async function authorise(
  container: MedusaContainer,
  sessionId: string
): Promise<PaymentDTO | null> {
  try {
    return await container.resolve(Modules.PAYMENT).authorizePaymentSession(sessionId, {})
  } catch (error) {
    if (
      MedusaError.isMedusaError(error) &&
      error.type === MedusaError.Types.NOT_ALLOWED
    ) {
      return null
    }
    throw error
  }
}

/** What a provider took while it authorised: Medusa notes it on the order only at its checkout. */
async function noteCaptures(
  container: MedusaContainer,
  order_id: string,
  payment: PaymentDTO
): Promise<void> {
  const orders = container.resolve(Modules.ORDER)
  const known = await orders.listOrderTransactions({ order_id, reference: "capture" })
  const ids = new Set(known.map(({ reference_id }) => reference_id))
  const captures = (payment.captures ?? []).filter(({ id }) => !ids.has(id))
  if (captures.length) {
    await orders.addOrderTransactions(
      captures.map(({ id, amount }) => ({
        order_id,
        amount,
        currency_code: payment.currency_code,
        reference: "capture",
        reference_id: id,
      }))
    )
  }
}
