import { type MedusaContainer } from "@medusajs/framework/types"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import {
  computeAdjustmentsForPreviewWorkflow,
  computeDraftOrderAdjustmentsWorkflow,
  updateCartPromotionsWorkflow,
} from "@medusajs/medusa/core-flows"
import {
  cartPromotionContext,
  orderPromotionContext,
  type RentalPromotionContext,
} from "../promotions/rental-promotion-context"
import { registersHooks } from "./registers-hooks"

type Lines = { variant_id?: string | null }[] | null

/**
 * Handler of `updateCartPromotionsWorkflow.hooks.setPromotionContext`: rules of promotions can
 * ask for `rental.days` and the like.
 */
export async function describeCartRental(
  { cart }: { cart: { id?: string; items?: Lines } },
  { container }: { container: MedusaContainer }
): Promise<StepResponse<RentalPromotionContext>> {
  return new StepResponse(
    cart.id ? await cartPromotionContext(container, { ...cart, id: cart.id }) : undefined
  )
}

/**
 * Handler of the hooks `setPromotionContext` of `computeDraftOrderAdjustmentsWorkflow` and
 * `computeAdjustmentsForPreviewWorkflow`: the same for orders that change.
 */
export async function describeOrderRental(
  {
    order,
    previewedOrder,
  }: { order: { id: string; items?: Lines }; previewedOrder?: { items?: Lines } },
  { container }: { container: MedusaContainer }
): Promise<StepResponse<RentalPromotionContext>> {
  return new StepResponse(
    await orderPromotionContext(container, {
      id: order.id,
      items: previewedOrder?.items ?? order.items,
    })
  )
}

if (registersHooks()) {
  updateCartPromotionsWorkflow.hooks.setPromotionContext(describeCartRental)
  computeDraftOrderAdjustmentsWorkflow.hooks.setPromotionContext(describeOrderRental)
  computeAdjustmentsForPreviewWorkflow.hooks.setPromotionContext(describeOrderRental)
}
