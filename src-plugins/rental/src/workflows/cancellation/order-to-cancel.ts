import { type BigNumberInput, type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, OrderStatus } from "@medusajs/framework/utils"
import { notFoundError, RentalError } from "../../modules/rental/errors/rental-error"
import { type Decimal } from "../../modules/rental/pricing/decimal"

/** What a cancellation needs of an order. */
export interface OrderToCancel {
  id: string
  status: string
  is_draft_order: boolean | null
  currency_code: string
  total: BigNumberInput
  items: {
    id: string
    variant_id: string | null
    title: string
    product_title?: string | null
    total: BigNumberInput
  }[]
  shipping_methods: { name: string; total: BigNumberInput }[]
  fulfillments: { canceled_at: string | Date | null }[]
  payment_collections: { id: string; payments: OrderPayment[] }[]
}

export interface OrderPayment {
  id: string
  amount: BigNumberInput
  canceled_at: string | Date | null
  captures: { amount: BigNumberInput }[]
  refunds: { amount: BigNumberInput }[]
}

/** @throws RentalError `rental_not_found` */
export async function readOrderToCancel(
  container: MedusaContainer,
  orderId: string
): Promise<OrderToCancel> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: FIELDS,
    filters: { id: orderId },
  })
  const order = data[0] as unknown as Partial<OrderToCancel> | undefined
  if (!order) {
    throw notFoundError("id", `There is no order ${orderId}`)
  }
  return {
    ...(order as OrderToCancel),
    items: present(order.items),
    shipping_methods: present(order.shipping_methods),
    fulfillments: present(order.fulfillments),
    payment_collections: present(order.payment_collections).map(({ id, payments }) => ({
      id,
      payments: present(payments).map((payment) => ({
        ...payment,
        captures: present(payment.captures),
        refunds: present(payment.refunds),
      })),
    })),
  }
}

/**
 * @throws RentalError `rental_wrong_state` for an order that was cancelled, or is none yet
 */
export function refuseCancelled({ id, status, is_draft_order }: OrderToCancel): void {
  if (status === OrderStatus.CANCELED) {
    throw new RentalError("rental_wrong_state", `Order ${id} was cancelled already.`)
  }
  if (is_draft_order) {
    throw new RentalError(
      "rental_wrong_state",
      `Order ${id} is a draft: delete it with DELETE /admin/draft-orders/:id`
    )
  }
}

export function paymentsOf({ payment_collections }: OrderToCancel): OrderPayment[] {
  return payment_collections.flatMap(({ payments }) => payments)
}

/** What the shop has of payments: charged and not given back, or authorised. */
export function paidBy(payments: readonly OrderPayment[]): Decimal {
  return payments.reduce<Decimal>(
    (sum, payment) => sum.plus(chargedBy(payment)).plus(authorisedBy(payment)),
    MathBN.convert(0)
  )
}

/** Charged, and not given back. */
export function chargedBy({ captures, refunds }: OrderPayment): Decimal {
  return sumOf(captures).minus(sumOf(refunds))
}

/** A card gives once: what was not charged of a payment with the rest is let go. */
export function authorisedBy({ amount, canceled_at, captures }: OrderPayment): Decimal {
  return MathBN.convert(canceled_at || captures.length ? 0 : amount)
}

function sumOf(entries: readonly { amount: BigNumberInput }[]): Decimal {
  return entries.reduce<Decimal>(
    (sum, { amount }) => MathBN.add(sum, amount),
    MathBN.convert(0)
  )
}

function present<T>(entries: readonly (T | null | undefined)[] | null | undefined): T[] {
  return (entries ?? []).filter((entry): entry is T => !!entry)
}

const FIELDS = [
  "id",
  "status",
  "is_draft_order",
  "currency_code",
  "total",
  "items.*",
  "items.total",
  "shipping_methods.*",
  "shipping_methods.total",
  "fulfillments.canceled_at",
  "payment_collections.id",
  "payment_collections.payments.id",
  "payment_collections.payments.amount",
  "payment_collections.payments.canceled_at",
  "payment_collections.payments.captures.amount",
  "payment_collections.payments.refunds.amount",
]
