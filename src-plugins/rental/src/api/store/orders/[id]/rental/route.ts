import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  readOrderRental,
  type OrderLinePrice,
  type OrderRentalLine,
} from "../../../../../workflows/rental-view/order-rental"
import { ownOrderId } from "../../../../requests/own-order"

/** The rental side of an order, for its own customer only; see `ownOrderId`. */
export const GET = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const rental = await readOrderRental(req.scope, await ownOrderId(req))
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
