import { ask, skuOf, type Life, type Season } from "./life"
import type { Part } from "./terms"

/** An order as Medusa has it. */
export type OrderLines = {
  display_id: number
  total: number
  credit_line_total: number
  items: {
    id: string
    title: string
    product_title: string | null
    variant_id: string | null
    quantity: number
    unit_price: number
    /** After discounts; nothing is taxed in the test's region. */
    total: number
  }[]
  shipping_methods: { total: number }[]
}

const FIELDS = [
  "id",
  "display_id",
  "total",
  "credit_line_total",
  "*items",
  "items.total",
  "*shipping_methods",
  "shipping_methods.total",
].join(",")

export async function readLines(season: Season, life: Life): Promise<OrderLines> {
  const body = await ask(season, life, "read its lines", () =>
    season.shop.admin("GET", `/admin/orders/${life.orderId}?fields=${FIELDS}`)
  )
  return body.order
}

/** What an order is made of. */
export function partsOfOrder(
  season: Season,
  { items, shipping_methods }: OrderLines
): Part[] {
  return [
    ...items.map(({ variant_id, quantity, unit_price, total }): Part => ({
      amount: total,
      price: quantity * unit_price,
      kind: !variant_id
        ? "beside"
        : skuOf(season, variant_id) === "CANDLES"
          ? "sold"
          : "rented",
    })),
    ...shipping_methods.map(({ total }): Part => ({
      amount: total,
      price: total,
      kind: "beside",
    })),
  ]
}
