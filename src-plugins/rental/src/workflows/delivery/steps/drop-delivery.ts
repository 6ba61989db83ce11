import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { type CartSnapshot } from "../../../modules/rental/ledger/write-cart"
import type RentalModuleService from "../../../modules/rental/service"
import { readDeliveryCart, refuseCompleted } from "../delivery-cart"
import { deliveryMethods } from "../delivery-methods"

/**
 * Ends the jobs of a cart in the ledger, and says which of its shipping methods were for them.
 *
 * @example
 * dropDeliveryStep({ cart_id })
 */
export const dropDeliveryStep = createStep(
  "drop-rental-delivery",
  async ({ cart_id }: { cart_id: string }, { container }) => {
    refuseCompleted(await readDeliveryCart(container, cart_id))
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const snapshot = await rental.dropDelivery(cart_id)
    const methods = await deliveryMethods(container, cart_id)
    return new StepResponse<string[], CartSnapshot | null>(
      methods.map(({ id }) => id),
      snapshot
    )
  },
  async (snapshot, { container }) => {
    if (snapshot) {
      await container.resolve<RentalModuleService>(RENTAL_MODULE).restoreCart(snapshot)
    }
  }
)
