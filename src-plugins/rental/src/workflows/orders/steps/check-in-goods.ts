import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { checkIn } from "../../../modules/rental/ledger/check-in"
import type RentalModuleService from "../../../modules/rental/service"
import { type MoveGoodsInput } from "./check-out-goods"

/**
 * Notes that goods of an order are back.
 *
 * @example
 * checkInGoodsStep({ order_id, bookings: [{ booking_id, quantity: 4 }] })
 */
export const checkInGoodsStep = createStep(
  "check-in-goods",
  async ({ order_id, bookings }: MoveGoodsInput, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    return new StepResponse(await checkIn(ledger, order_id, bookings))
  }
)
