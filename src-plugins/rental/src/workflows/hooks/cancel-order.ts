import { type MedusaContainer } from "@medusajs/framework/types"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import { RENTAL_MODULE } from "../../modules/rental"
import type RentalModuleService from "../../modules/rental/service"
import { registersHooks } from "./registers-hooks"

/** Handler of `cancelOrderWorkflow.hooks.orderCanceled`: its units are free again. */
export async function cancelRentals(
  { order }: { order: { id: string } },
  { container }: { container: MedusaContainer }
): Promise<StepResponse<void, string[]>> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  return new StepResponse(undefined, await rental.cancelOrderBookings(order.id))
}

/** Undoes `cancelRentals`. */
export async function uncancelRentals(
  bookingIds: string[] | undefined,
  { container }: { container: MedusaContainer }
): Promise<void> {
  if (bookingIds?.length) {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    await rental.uncancelBookings(bookingIds)
  }
}

if (registersHooks()) {
  cancelOrderWorkflow.hooks.orderCanceled(cancelRentals, uncancelRentals)
}
