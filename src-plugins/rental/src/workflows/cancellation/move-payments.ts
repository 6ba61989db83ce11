import { type BigNumberInput, type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import {
  capturePaymentWorkflow,
  createOrderCreditLinesWorkflow,
  refundPaymentWorkflow,
} from "@medusajs/medusa/core-flows"
import { authorisedBy, chargedBy, type OrderPayment } from "./order-to-cancel"

/**
 * Brings payments of an order to what the shop keeps of them, through Medusa: what is charged
 * beyond it is refunded; what is still to be kept is charged of authorised payments, and the
 * rest of them let go. Run again, it goes on where it stopped.
 */
export async function keepOfPayments(
  container: MedusaContainer,
  payments: readonly OrderPayment[],
  { kept, by, note }: { kept: number; by: string | null; note: string }
): Promise<void> {
  const charged = payments.filter((payment) => chargedBy(payment).gt(0))
  const authorised = payments.filter((payment) => authorisedBy(payment).gt(0))
  let left = MathBN.convert(kept)
  for (const payment of charged) {
    const has = chargedBy(payment)
    const keeps = MathBN.min(left, has)
    left = left.minus(keeps)
    if (has.gt(keeps)) {
      await refundPaymentWorkflow(container).run({
        input: {
          payment_id: payment.id,
          amount: has.minus(keeps).toNumber(),
          created_by: by ?? undefined,
          note,
        },
      })
    }
  }
  for (const payment of authorised) {
    const takes = MathBN.min(left, authorisedBy(payment))
    left = left.minus(takes)
    if (takes.gt(0)) {
      await capturePaymentWorkflow(container).run({
        input: {
          payment_id: payment.id,
          amount: takes.toNumber(),
          captured_by: by ?? undefined,
        },
      })
    } else {
      await container.resolve(Modules.PAYMENT).cancelPayment(payment.id)
    }
  }
}

/**
 * Credits what an order asks for beyond what is owed of it still: of one that is cancelled,
 * nothing is.
 */
export async function creditOutstanding(
  container: MedusaContainer,
  orderId: string,
  owed: BigNumberInput = 0
): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "summary"],
    filters: { id: orderId },
  })
  const order = data[0] as unknown as
    { summary?: { pending_difference?: number } } | undefined
  const asked = order?.summary?.pending_difference ?? 0
  const outstanding = MathBN.sub(asked, owed)
  if (MathBN.gt(outstanding, 0)) {
    await createOrderCreditLinesWorkflow(container).run({
      input: {
        id: orderId,
        credit_lines: [
          {
            amount: outstanding.toNumber(),
            reference: "rental_cancellation",
            reference_id: orderId,
          },
        ],
      },
    })
  }
}
