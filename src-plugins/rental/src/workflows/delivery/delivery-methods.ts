import { type MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { isDeliveryProvider } from "../../modules/rental/delivery/provider-id"

/** The shipping methods of a cart that are of this plugin's provider. */
export async function deliveryMethods(
  container: MedusaContainer,
  cartId: string
): Promise<{ id: string }[]> {
  const methods = await container
    .resolve(Modules.CART)
    .listShippingMethods(
      { cart_id: cartId },
      { select: ["id", "shipping_option_id"], take: null as unknown as number }
    )
  const ids = methods.flatMap((method) => method.shipping_option_id ?? [])
  if (!ids.length) {
    return []
  }
  const options = await container
    .resolve(Modules.FULFILLMENT)
    .listShippingOptions({ id: ids }, { select: ["id", "provider_id"] })
  const own = new Set(
    options
      .filter(({ provider_id }) => isDeliveryProvider(provider_id))
      .map(({ id }) => id)
  )
  return methods.filter((method) => own.has(method.shipping_option_id ?? ""))
}
