import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { checkOut, type LeaveRequest } from "../../../modules/rental/ledger/check-out"
import type RentalModuleService from "../../../modules/rental/service"
import { withTitles } from "../../carts/shortage-titles"

export interface MoveGoodsInput {
  order_id: string
  /** All that is there to leave, when absent; what is packed. */
  bookings?: LeaveRequest[] | "prepared"
}

/**
 * Notes that goods of an order have left.
 *
 * @example
 * checkOutGoodsStep({ order_id, bookings: [{ booking_id, quantity: 4 }] })
 */
export const checkOutGoodsStep = createStep(
  "check-out-goods",
  async ({ order_id, bookings }: MoveGoodsInput, { container }) => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    return new StepResponse(
      await withTitles(container, () =>
        rental.thenSend(checkOut(rental.ledger, order_id, bookings))
      )
    )
  }
)
