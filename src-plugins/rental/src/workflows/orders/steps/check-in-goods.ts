import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { checkGoods, type CheckGoods } from "../../../modules/rental/ledger/check-goods"
import { takeBack } from "../../../modules/rental/ledger/check-in"
import { type TakeBack } from "../../../modules/rental/ledger/settle-return"
import type RentalModuleService from "../../../modules/rental/service"
import { returnContext } from "./return-context"

/** Without `bookings`, all that is out. */
export interface CheckInGoodsInput extends TakeBack {
  order_id: string
  /** A user's id; the plugin itself when absent. */
  author?: string
}

/** Without `bookings`, all that is back. */
export interface CheckGoodsInput extends CheckGoods {
  order_id: string
  author?: string
}

/**
 * Notes that goods of an order are back, and what is to be said of them.
 *
 * @example
 * checkInGoodsStep({ order_id, bookings: [{ booking_id, quantity: 4, lost: [{}] }] })
 */
export const checkInGoodsStep = createStep(
  "check-in-goods",
  async ({ order_id, author = "rental", ...back }: CheckInGoodsInput, { container }) => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const context = await returnContext(container, order_id, author, back.bookings)
    return new StepResponse(
      await rental.thenSend(takeBack(rental.ledger, order_id, back, context))
    )
  }
)

/**
 * Notes that goods which came back were looked over.
 *
 * @example
 * checkGoodsStep({ order_id, ready: true })
 */
export const checkGoodsStep = createStep(
  "check-goods",
  async ({ order_id, author = "rental", ...check }: CheckGoodsInput, { container }) => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const context = await returnContext(container, order_id, author, check.bookings)
    return new StepResponse(
      await rental.thenSend(checkGoods(rental.ledger, order_id, check, context))
    )
  }
)
