import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  readOrderRental,
  type OrderLinePrice,
  type OrderRentalLine,
} from "../../../../../workflows/rental-view/order-rental"
import { requireOwnOrder } from "../../../../requests/own-order"
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
  await requireOwnOrder(req, orderId)
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
