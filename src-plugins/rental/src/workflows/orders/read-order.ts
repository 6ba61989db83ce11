import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, OrderStatus } from "@medusajs/framework/utils"
import { notFoundError, requestError } from "../../modules/rental/errors/rental-error"

/** The part of an order, placed or draft, that renting needs. */
export interface RentedOrder {
  id: string
  status: string
  is_draft_order: boolean
  currency_code: string
  region_id: string | null
  sales_channel_id: string | null
  customer_id: string | null
  /** With tax, shipping and promotions, in major units. */
  total: number
  has_promotions: boolean
  items: RentedOrderLine[]
}

export interface RentedOrderLine {
  id: string
  variant_id: string | null
  quantity: number
  unit_price: number
  compare_at_unit_price: number | null
}

/**
 * Reads an order that can still change.
 *
 * @throws RentalError `rental_not_found`, or `rental_request_invalid` when it was cancelled
 */
export async function readRentedOrder(
  container: MedusaContainer,
  orderId: string
): Promise<RentedOrder> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "id",
      "status",
      "is_draft_order",
      "canceled_at",
      "currency_code",
      "region_id",
      "sales_channel_id",
      "customer_id",
      "total",
      "promotions.id",
      "items.*",
    ],
    filters: { id: orderId },
  })
  const order = data[0] as unknown as QueriedOrder | undefined
  if (!order) {
    throw notFoundError("id", `There is no order ${orderId}`)
  }
  if (order.canceled_at || order.status === OrderStatus.CANCELED) {
    throw requestError("id", "This order was cancelled and cannot change.")
  }
  const { canceled_at: _canceledAt, promotions, items, total, ...rest } = order
  return {
    ...rest,
    is_draft_order: !!order.is_draft_order,
    total: Number(total),
    has_promotions: !!promotions?.some(Boolean),
    items: (items ?? []).map((line) => ({
      id: line.id,
      variant_id: line.variant_id,
      quantity: Number(line.quantity),
      unit_price: Number(line.unit_price),
      compare_at_unit_price:
        line.compare_at_unit_price == null ? null : Number(line.compare_at_unit_price),
    })),
  }
}

/** @throws RentalError `rental_not_found` */
export async function requireOrder(
  container: MedusaContainer,
  orderId: string
): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id"],
    filters: { id: orderId },
  })
  if (!data.length) {
    throw notFoundError("id", `There is no order ${orderId}`)
  }
}

type QueriedOrder = Omit<RentedOrder, "items" | "has_promotions" | "total"> & {
  canceled_at: string | Date | null
  promotions?: ({ id: string } | null)[] | null
  total: unknown
  items?: {
    id: string
    variant_id: string | null
    quantity: unknown
    unit_price: unknown
    compare_at_unit_price: unknown
  }[]
}
