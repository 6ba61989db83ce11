import "server-only"
import type { HttpTypes } from "@medusajs/types"
import { readStore } from "../medusa/client"

/** A way the goods reach the customer, with what it costs in major units. */
export type DeliveryOption = {
  id: string
  name: string
  description: string
  amount: number
  isCollection: boolean
}

/** The ways open to a cart, cheapest last so that delivery leads. */
export async function deliveryOptions(cartId: string): Promise<DeliveryOption[]> {
  const { shipping_options } = await readStore<HttpTypes.StoreShippingOptionListResponse>(
    "/store/shipping-options",
    { query: { cart_id: cartId } }
  )
  return shipping_options
    .map((option) => ({
      id: option.id,
      name: option.name,
      description: option.type?.description ?? "",
      amount: option.amount ?? 0,
      isCollection:
        option.service_zone?.fulfillment_set?.type === "pickup" ||
        /pick-?up|collect/.test(option.type?.code ?? ""),
    }))
    .sort((a, b) => Number(a.isCollection) - Number(b.isCollection))
}
