import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { notFoundError } from "../../../../../modules/rental/errors/rental-error"
import {
  readOrderRental,
  type OrderLinePrice,
  type OrderRentalLine,
} from "../../../../../workflows/rental-view/order-rental"
import { pathId } from "../../../../requests/parse-request"

/**
 * The rental side of an order, for the customer who owns it, or for a guest who knows the
 * cart it came from (header `x-cart-id`). To everyone else the order does not exist.
 */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const orderId = pathId(req)
  if (!(await mayRead(req, orderId))) {
    throw notFoundError("id", `There is no order ${orderId} for you`)
  }
  const rental = await readOrderRental(req.scope, orderId)
  res.json({
    rental: rental && {
      ...rental,
      lines: rental.lines.map(forCustomer),
    },
  })
}

/** Without what is the shop's own: bookings, and the terms of the rate card. */
function forCustomer({
  bookings: _bookings,
  price,
  ...line
}: OrderRentalLine): Omit<OrderRentalLine, "bookings"> {
  const { definition: _definition, ...told } = price ?? {}
  return { ...line, price: price && (told as OrderLinePrice) }
}

async function mayRead(
  req: AuthenticatedMedusaRequest,
  orderId: string
): Promise<boolean> {
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
