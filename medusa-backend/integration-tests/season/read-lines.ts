import { expectOk } from "../harness/customer"
import type { Life, Season } from "./life"

/** An order as Medusa has it. */
export type OrderLines = {
  display_id: number
  total: number
  items: {
    title: string
    product_title: string | null
    variant_id: string | null
    quantity: number
    unit_price: number
    total: number
  }[]
  shipping_methods: { total: number }[]
}

export async function readLines(
  { shop }: Season,
  { orderId }: Life
): Promise<OrderLines> {
  const { body } = await expectOk(shop.admin("GET", `/admin/orders/${orderId}`))
  return body.order
}
