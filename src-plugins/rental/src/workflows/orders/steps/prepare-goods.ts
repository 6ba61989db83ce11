import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import {
  prepareGoods,
  unprepareGoods,
  type Packing,
  type UnpackRequest,
} from "../../../modules/rental/ledger/prepare"
import type RentalModuleService from "../../../modules/rental/service"

export interface PrepareGoodsInput extends Packing {
  order_id: string
}

export interface UnprepareGoodsInput {
  order_id: string
  /** All that is packed, when absent. */
  bookings?: UnpackRequest[]
}

/**
 * Notes that goods of an order are packed.
 *
 * @example
 * prepareGoodsStep({ order_id, serials: ["OT-01"] })
 */
export const prepareGoodsStep = createStep(
  "prepare-goods",
  async ({ order_id, ...packing }: PrepareGoodsInput, { container }) => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    return new StepResponse(
      await rental.thenSend(prepareGoods(rental.ledger, order_id, packing))
    )
  }
)

/**
 * Notes that goods of an order are unpacked again.
 *
 * @example
 * unprepareGoodsStep({ order_id, bookings: [{ booking_id }] })
 */
export const unprepareGoodsStep = createStep(
  "unprepare-goods",
  async ({ order_id, bookings }: UnprepareGoodsInput, { container }) => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    return new StepResponse(
      await rental.thenSend(unprepareGoods(rental.ledger, order_id, bookings))
    )
  }
)
