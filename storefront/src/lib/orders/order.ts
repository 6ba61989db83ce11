import "server-only"
import type { HttpTypes } from "@medusajs/types"
import { pictureSrc } from "../catalogue/picture"
import { parsePeriod, type RentalPeriod } from "../dates/period"
import { readStore } from "../medusa/client"
import { StoreError } from "../medusa/store-error"
import { cartOfOrder } from "./order-cookie"

/** A placed order as its customer sees it. */
export type PlacedOrder = {
  id: string
  number: string
  email: string
  firstName: string
  currency: string
  period: RentalPeriod
  days: number
  lines: PlacedLine[]
  address: string[]
  delivery: { name: string; amount: number } | null
  itemsTotal: number
  taxTotal: number
  total: number
}

type PlacedLine = {
  id: string
  title: string
  variantTitle: string
  picture: string | null
  quantity: number
  total: number
}

type OrderRental = { rental: { start_date: string; end_date: string; days: number } }

/** An order this visitor placed; null for any other id, known or not. */
export async function placedOrder(orderId: string): Promise<PlacedOrder | null> {
  const cartId = await cartOfOrder(orderId)
  if (!cartId) {
    return null
  }
  const path = `/store/orders/${encodeURIComponent(orderId)}`
  try {
    const [{ order }, { rental }] = await Promise.all([
      readStore<{ order: HttpTypes.StoreOrder }>(path),
      readStore<OrderRental>(`${path}/rental`, { headers: { "x-cart-id": cartId } }),
    ])
    const period = parsePeriod(rental.start_date, rental.end_date)
    return period && toPlacedOrder(order, period, rental.days)
  } catch (error) {
    if (error instanceof StoreError && error.status === 404) {
      return null
    }
    throw error
  }
}

function toPlacedOrder(
  order: HttpTypes.StoreOrder,
  period: RentalPeriod,
  days: number
): PlacedOrder {
  const address = order.shipping_address
  const method = order.shipping_methods?.[0]
  return {
    id: order.id,
    number: String(order.display_id ?? ""),
    email: order.email ?? "",
    firstName: address?.first_name ?? "",
    currency: order.currency_code,
    period,
    days,
    lines: [...(order.items ?? [])]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((item) => ({
        id: item.id,
        title: item.product_title ?? item.title,
        variantTitle: /^default/i.test(item.variant_title ?? "")
          ? ""
          : (item.variant_title ?? ""),
        picture: pictureSrc(item.thumbnail),
        quantity: Number(item.quantity),
        total: Number(item.total ?? Number(item.unit_price) * Number(item.quantity)),
      })),
    address: [
      [address?.first_name, address?.last_name].filter(Boolean).join(" "),
      address?.address_1,
      address?.address_2,
      [address?.city, [address?.province, address?.postal_code].filter(Boolean).join(" ")]
        .filter(Boolean)
        .join(", "),
    ].filter((line): line is string => Boolean(line)),
    delivery: method ? { name: method.name, amount: Number(method.amount) } : null,
    itemsTotal: Number(order.item_total ?? 0),
    taxTotal: Number(order.tax_total ?? 0),
    total: Number(order.total),
  }
}
