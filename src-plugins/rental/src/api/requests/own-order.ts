import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { notFoundError } from "../../modules/rental/errors/rental-error"

/**
 * Lets through the customer who owns an order, or a guest who knows the cart it came from
 * (header `x-cart-id`). To everyone else the order does not exist.
 *
 * @throws RentalError `rental_not_found`
 */
export async function requireOwnOrder(
  req: AuthenticatedMedusaRequest,
  orderId: string
): Promise<void> {
  if (!(await owns(req, orderId))) {
    throw notFoundError("id", `There is no order ${orderId} for you`)
  }
}

async function owns(req: AuthenticatedMedusaRequest, orderId: string): Promise<boolean> {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const customerId = req.auth_context?.actor_id
  const cartId = req.get("x-cart-id")
  if (customerId) {
    const { data } = await query.graph({
      entity: "order",
      fields: ["id"],
      filters: { id: orderId, customer_id: customerId },
    })
    if (data.length) {
      return true
    }
  }
  if (!cartId) {
    return false
  }
  const { data } = await query.graph({
    entity: "order_cart",
    fields: ["order_id"],
    filters: { order_id: orderId, cart_id: cartId },
  })
  return data.length > 0
}
