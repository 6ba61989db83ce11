import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { noShow } from "../../../modules/rental/ledger/no-show"
import type RentalModuleService from "../../../modules/rental/service"

export interface GiveUpGoodsInput {
  order_id: string
  /** All that is still to leave, when absent. */
  booking_ids?: string[]
}

/**
 * Notes that nobody came for goods of an order.
 *
 * @example
 * giveUpGoodsStep({ order_id })
 */
export const giveUpGoodsStep = createStep(
  "give-up-goods",
  async ({ order_id, booking_ids }: GiveUpGoodsInput, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    return new StepResponse(await noShow(ledger, order_id, booking_ids))
  }
)
