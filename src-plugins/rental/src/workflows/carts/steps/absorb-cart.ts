import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { type CartSnapshot } from "../../../modules/rental/ledger/write-cart"
import type RentalModuleService from "../../../modules/rental/service"
import { withTitles } from "../shortage-titles"
import { type CartMergePlan } from "./plan-cart-merge"

/**
 * Holds the units of two carts for one of them, all or nothing: at no moment are the other
 * cart's units free for anybody else.
 *
 * @example
 * absorbCartStep(plan)
 */
export const absorbCartStep = createStep(
  "absorb-rental-cart",
  async (plan: CartMergePlan, { container }) => {
    const { cart_id, from_cart_id, period, moves_period, lines } = plan
    if (!period || !lines.length) {
      return new StepResponse<void, CartSnapshot | null>(undefined, null)
    }
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const snapshot = await withTitles(container, () =>
      rental.holdCart({ cart_id, period, moves_period, lines, absorbs: from_cart_id })
    )
    return new StepResponse<void, CartSnapshot | null>(undefined, snapshot)
  },
  async (snapshot, { container }) => {
    if (snapshot) {
      await container.resolve<RentalModuleService>(RENTAL_MODULE).restoreCart(snapshot)
    }
  }
)
