import type { MedusaRequest } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { notFoundError } from "../../modules/rental/errors/rental-error"
import { opensOrder, orderToken } from "../../modules/rental/papers/order-token"
import { pathId } from "./parse-request"

/**
 * The `:id` of an order that the caller may read: the customer who owns it, a guest who knows
 * the cart it came from (header `x-cart-id`), or whoever has its token (header
 * `x-order-token`, or `token` in the address). To everyone else the order does not exist.
 *
 * @throws RentalError `rental_not_found`
 */
export async function ownOrderId(req: MedusaRequest): Promise<string> {
  const orderId = pathId(req)
  await requireOwnOrder(req, orderId)
  return orderId
}

/** The same, of an order that is named elsewhere than in the path. */
export async function requireOwnOrder(
  req: MedusaRequest,
  orderId: string
): Promise<void> {
  if (!(await mayRead(req, orderId))) {
    throw notFoundError("id", `There is no order ${orderId} for you`)
  }
}

/** The token that opens an order's papers; only for those who may read it. */
export function tokenOf(req: MedusaRequest, orderId: string): string {
  return orderToken(secretOf(req), orderId)
}

/** The signed-in customer; undefined for a guest. */
export function customerOf(req: MedusaRequest): string | undefined {
  return (req as { auth_context?: { actor_id?: string } }).auth_context?.actor_id
}

async function mayRead(req: MedusaRequest, orderId: string): Promise<boolean> {
  const token = req.get("x-order-token") ?? req.query.token
  if (typeof token === "string" && opensOrder(secretOf(req), orderId, token)) {
    return true
  }
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const customerId = customerOf(req)
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
  const cartId = req.get("x-cart-id")
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

function secretOf(req: MedusaRequest): string {
  const { http } = req.scope.resolve(
    ContainerRegistrationKeys.CONFIG_MODULE
  ).projectConfig
  const secret = [http.jwtSecret, http.cookieSecret].find(
    (one): one is string => typeof one === "string" && one.length > 0
  )
  if (!secret) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "Links to papers are signed with http.jwtSecret, which is not set"
    )
  }
  return secret
}
