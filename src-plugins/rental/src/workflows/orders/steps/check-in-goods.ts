import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { checkIn } from "../../../modules/rental/ledger/check-in"
import { type GoodsRequest } from "../../../modules/rental/ledger/order-goods"
import type RentalModuleService from "../../../modules/rental/service"

export interface CheckInGoodsInput {
  order_id: string
  /** All that is out, when absent. */
  bookings?: GoodsRequest[]
}

/**
 * Notes that goods of an order are back.
 *
 * @example
 * checkInGoodsStep({ order_id, bookings: [{ booking_id, quantity: 4 }] })
 */
export const checkInGoodsStep = createStep(
  "check-in-goods",
  async ({ order_id, bookings }: CheckInGoodsInput, { container }) => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    return new StepResponse(
      await rental.thenSend(checkIn(rental.ledger, order_id, bookings))
    )
  }
)
