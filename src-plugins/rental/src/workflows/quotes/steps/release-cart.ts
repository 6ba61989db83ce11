import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { type CartSnapshot } from "../../../modules/rental/ledger/write-cart"
import type RentalModuleService from "../../../modules/rental/service"

/**
 * Releases what lines of a cart hold, so that what takes their place finds them free.
 *
 * @example
 * releaseCartStep({ cart_id: "cart_1", line_item_ids: ["cali_1"] })
 */
export const releaseCartStep = createStep(
  "release-cart",
  async (
    { cart_id, line_item_ids }: { cart_id: string; line_item_ids: string[] },
    { container }
  ) => {
    if (!line_item_ids.length) {
      return new StepResponse<void, CartSnapshot | null>(undefined, null)
    }
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const before = await rental.releaseLines(cart_id, line_item_ids)
    return new StepResponse<void, CartSnapshot | null>(undefined, before)
  },
  async (before, { container }) => {
    if (before) {
      await container.resolve<RentalModuleService>(RENTAL_MODULE).restoreCart(before)
    }
  }
)
