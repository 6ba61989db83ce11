import { type MedusaContainer } from "@medusajs/framework/types"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { updateCartWorkflow } from "@medusajs/medusa/core-flows"
import { RENTAL_MODULE } from "../../modules/rental"
import { requestError } from "../../modules/rental/errors/rental-error"
import type RentalModuleService from "../../modules/rental/service"
import { registersHooks } from "./registers-hooks"

/**
 * Handler of `updateCartWorkflow.hooks.validate`. When the region changes, Medusa deletes
 * every line whose price it did not compute itself, rentals among them: better to say so.
 */
export async function keepRegion(
  {
    input,
    cart,
  }: {
    input: { region_id?: string | null }
    cart: { id?: string; region?: { id: string } | null }
  },
  { container }: { container: MedusaContainer }
): Promise<StepResponse<void>> {
  const moves = input.region_id && input.region_id !== cart.region?.id
  if (moves && cart.id) {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    if ((await rental.readCartBookings(cart.id)).length) {
      throw requestError(
        "region_id",
        "A cart with rentals keeps its region: remove them first, or begin a new cart."
      )
    }
  }
  return new StepResponse(undefined)
}

if (registersHooks()) {
  updateCartWorkflow.hooks.validate(keepRegion)
}
