import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { type LinePrice } from "../../../modules/rental/pricing/line-prices"
import type RentalModuleService from "../../../modules/rental/service"

interface OrderPrices {
  order_id: string
  prices: LinePrice[]
}

/**
 * Keeps what the lines of an order are priced with: the card as it is, and the breakdown.
 *
 * @example
 * keepLinePricesStep({ order_id: "order_1", prices: plan.prices })
 */
export const keepLinePricesStep = createStep(
  "keep-line-prices",
  async ({ order_id, prices }: OrderPrices, { container }) => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const before = await rental.readLinePrices(order_id)
    await rental.writeLinePrices(order_id, prices)
    return new StepResponse<void, OrderPrices>(undefined, {
      order_id,
      prices: [...before.values()],
    })
  },
  async (before, { container }) => {
    if (before) {
      const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
      await rental.writeLinePrices(before.order_id, before.prices)
    }
  }
)
