import { type MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { refreshCartItemsWorkflow } from "@medusajs/medusa/core-flows"
import { RENTAL_MODULE } from "../../modules/rental"
import { isGoods } from "../../modules/rental/ledger/plan-bookings"
import { type CartSnapshot } from "../../modules/rental/ledger/write-cart"
import type RentalModuleService from "../../modules/rental/service"
import { deliveryMethods } from "../delivery/delivery-methods"
import { registersHooks } from "./registers-hooks"

/**
 * Handler of `refreshCartItemsWorkflow.hooks.beforeRefreshingPaymentCollection`, which runs
 * after every change of a cart's lines and shipping methods: releases what lines that are gone
 * had held, and the jobs of a delivery whose shipping method is gone.
 */
export async function releaseRemovedLines(
  { input }: { input: { cart_id: string } },
  { container }: { container: MedusaContainer }
): Promise<StepResponse<void, CartSnapshot[]>> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const booked = (await rental.readCartHoldings(input.cart_id)).filter(
    (booking) => booking.order_id === null
  )
  if (!booked.length) {
    return new StepResponse(undefined, [])
  }
  const lines = await container
    .resolve(Modules.CART)
    .listLineItems(
      { cart_id: input.cart_id },
      { select: ["id"], take: null as unknown as number }
    )
  const present = new Set(lines.map((line) => line.id))
  const goods = booked.filter(isGoods)
  const gone = new Set(goods.map((b) => b.line_item_id).filter((id) => !present.has(id)))
  const released = gone.size ? [await rental.releaseLines(input.cart_id, [...gone])] : []
  const hasJobs = goods.length < booked.length
  if (hasJobs && !(await deliveryMethods(container, input.cart_id)).length) {
    const dropped = await rental.dropDelivery(input.cart_id)
    return new StepResponse(undefined, [...released, ...(dropped ? [dropped] : [])])
  }
  return new StepResponse(undefined, released)
}

/** Undoes `releaseRemovedLines` when the change of the cart failed. */
export async function retakeRemovedLines(
  snapshots: CartSnapshot[] | undefined,
  { container }: { container: MedusaContainer }
): Promise<void> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  for (const snapshot of [...(snapshots ?? [])].reverse()) {
    await rental.restoreCart(snapshot)
  }
}

if (registersHooks()) {
  refreshCartItemsWorkflow.hooks.beforeRefreshingPaymentCollection(
    releaseRemovedLines,
    retakeRemovedLines
  )
}
