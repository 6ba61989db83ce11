import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { notFoundError, RentalError } from "../../modules/rental/errors/rental-error"

/** The part of a cart that renting needs. */
export interface OpenCart {
  id: string
  region_id: string | null
  currency_code: string
  sales_channel_id: string | null
  customer_id: string | null
  items: OpenCartLine[]
}

export interface OpenCartLine {
  id: string
  variant_id: string | null
  quantity: number
  unit_price: number
  compare_at_unit_price: number | null
  is_custom_price: boolean
  metadata: Record<string, unknown> | null
}

/**
 * Reads a cart that is still open.
 *
 * @throws RentalError `rental_not_found` (404) or `rental_cart_completed` (409)
 */
export async function readOpenCart(
  container: MedusaContainer,
  cartId: string
): Promise<OpenCart> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: [
      "id",
      "completed_at",
      "region_id",
      "currency_code",
      "sales_channel_id",
      "customer_id",
      "items.id",
      "items.variant_id",
      "items.quantity",
      "items.unit_price",
      "items.compare_at_unit_price",
      "items.is_custom_price",
      "items.metadata",
    ],
    filters: { id: cartId },
  })
  const cart = data[0] as unknown as
    (OpenCart & { completed_at: string | Date | null }) | undefined
  if (!cart) {
    throw notFoundError("id", `There is no cart ${cartId}`)
  }
  if (cart.completed_at) {
    throw new RentalError(
      "rental_cart_completed",
      "This cart has become an order and cannot change.",
      { field: "id" }
    )
  }
  return { ...cart, items: cart.items ?? [] }
}

/**
 * The order a cart has become, if any: more than one only while completions race. Asks the
 * link alone: a query through all modules takes several times as long.
 */
export async function findOrdersOfCart(
  container: MedusaContainer,
  cartId: string
): Promise<string[]> {
  const links = container
    .resolve(ContainerRegistrationKeys.LINK)
    .getLinkModule(Modules.ORDER, "order_id", Modules.CART, "cart_id")
  if (!links) {
    throw new Error("This Medusa does not link orders to carts")
  }
  const rows = await links.list({ cart_id: cartId }, { select: ["order_id"] })
  return (rows as { order_id: string }[]).map((link) => link.order_id)
}
