import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import {
  type OrderSnapshot,
  type OrderWrite,
} from "../../../modules/rental/ledger/write-order"
import type RentalModuleService from "../../../modules/rental/service"
import { withTitles } from "../../carts/shortage-titles"

/**
 * Makes the bookings of an order what it needs, all or nothing; its own bookings never stand
 * in its way.
 *
 * @example
 * writeOrderBookingsStep({ order_id, period, lines, state: "reserved" })
 */
export const writeOrderBookingsStep = createStep(
  "write-order-bookings",
  async (write: OrderWrite, { container }) => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const { order_id, period, lines, state, is_draft, delivery, overbook } = write
    const snapshot = await withTitles(container, () =>
      rental.writeOrder({
        order_id,
        period,
        lines,
        state,
        is_draft,
        delivery,
        overbook,
      })
    )
    return new StepResponse<void, OrderSnapshot>(undefined, snapshot)
  },
  async (snapshot, { container }) => {
    if (snapshot) {
      await container.resolve<RentalModuleService>(RENTAL_MODULE).restoreOrder(snapshot)
    }
  }
)
