import { createStep } from "@medusajs/framework/workflows-sdk"
import { cancelRentals, uncancelRentals } from "../../hooks/cancel-order"

/**
 * Frees what an order has reserved; what is out stays booked.
 *
 * @example
 * releaseOrderStep({ order_id })
 */
export const releaseOrderStep = createStep(
  "release-order",
  async ({ order_id }: { order_id: string }, context) =>
    await cancelRentals({ order: { id: order_id } }, context),
  async (bookingIds, context) => await uncancelRentals(bookingIds, context)
)
