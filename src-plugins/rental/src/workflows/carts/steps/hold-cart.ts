import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { type DeliveryChoice } from "../../../modules/rental/delivery/delivery-choice"
import { type CartAdd } from "../../../modules/rental/ledger/cart-keys"
import { type CartLine } from "../../../modules/rental/ledger/plan-bookings"
import { type CartSnapshot } from "../../../modules/rental/ledger/write-cart"
import { type RentalPeriod } from "../../../modules/rental/periods/rental-period"
import type RentalModuleService from "../../../modules/rental/service"
import { withTitles } from "../shortage-titles"

export interface HoldCartInput {
  cart_id: string
  period: RentalPeriod
  moves_period: boolean
  /** Every rental line of the cart; one that is left out is released. */
  lines: CartLine[]
  /** Who shops; without, no limit is looked at. */
  visitor?: string
  /** The key of what is added. */
  add?: CartAdd
  /** What is chosen of delivery; absent to leave it as it is. */
  delivery?: DeliveryChoice | null
  /** Whether all of this was done before. */
  repeats?: boolean
}

/**
 * Holds the units of a cart in the ledger, all or nothing.
 *
 * @example
 * holdCartStep({ cart_id, period, moves_period: false, lines })
 */
export const holdCartStep = createStep(
  "hold-cart",
  async (input: HoldCartInput, { container }) => {
    if (input.repeats) {
      return new StepResponse<void, CartSnapshot | null>(undefined, null)
    }
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const snapshot = await withTitles(container, () => rental.holdCart(input))
    return new StepResponse<void, CartSnapshot | null>(undefined, snapshot)
  },
  async (snapshot, { container }) => {
    if (snapshot) {
      await container.resolve<RentalModuleService>(RENTAL_MODULE).restoreCart(snapshot)
    }
  }
)
