import { type MedusaContainer } from "@medusajs/framework/types"
import { addToCartWorkflow } from "@medusajs/medusa/core-flows"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../modules/rental"
import { requestError } from "../../modules/rental/errors/rental-error"
import type RentalModuleService from "../../modules/rental/service"
import { registersHooks } from "./registers-hooks"

/** Handler of `addToCartWorkflow.hooks.validate`: rentables need a period and a hold. */
export async function refuseRentables(
  { input }: { input: { items?: { variant_id?: string | null }[] } },
  { container }: { container: MedusaContainer }
): Promise<StepResponse<void>> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const variantIds = (input.items ?? []).flatMap((item) => item.variant_id ?? [])
  const [first] = (await rental.findRentable(variantIds)).keys()
  if (first) {
    throw requestError(
      "variant_id",
      `Variant ${first} is rented, not sold: add it with POST /store/carts/:id/rental-items`
    )
  }
  return new StepResponse(undefined)
}

if (registersHooks()) {
  addToCartWorkflow.hooks.validate(refuseRentables)
}
