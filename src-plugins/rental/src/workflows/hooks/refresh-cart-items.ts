import { type MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { refreshCartItemsWorkflow } from "@medusajs/medusa/core-flows"
import { RENTAL_MODULE } from "../../modules/rental"
import { type CartSnapshot } from "../../modules/rental/ledger/write-cart"
import type RentalModuleService from "../../modules/rental/service"
import { registersHooks } from "./registers-hooks"

/**
 * Handler of `refreshCartItemsWorkflow.hooks.beforeRefreshingPaymentCollection`, which runs
 * after every change of a cart's lines: releases what lines that are gone had held.
 */
export async function releaseRemovedLines(
  { input }: { input: { cart_id: string } },
  { container }: { container: MedusaContainer }
): Promise<StepResponse<void, CartSnapshot | null>> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const booked = (await rental.readCartBookings(input.cart_id)).filter(
    (booking) => booking.order_id === null
  )
  if (!booked.length) {
    return new StepResponse(undefined, null)
  }
  const lines = await container
    .resolve(Modules.CART)
    .listLineItems(
      { cart_id: input.cart_id },
      { select: ["id"], take: null as unknown as number }
    )
  const present = new Set(lines.map((line) => line.id))
  const gone = new Set(booked.map((b) => b.line_item_id).filter((id) => !present.has(id)))
  if (!gone.size) {
    return new StepResponse(undefined, null)
  }
  return new StepResponse(undefined, await rental.releaseLines(input.cart_id, [...gone]))
}

/** Undoes `releaseRemovedLines` when the change of the cart failed. */
export async function retakeRemovedLines(
  snapshot: CartSnapshot | null | undefined,
  { container }: { container: MedusaContainer }
): Promise<void> {
  if (snapshot) {
    await container.resolve<RentalModuleService>(RENTAL_MODULE).restoreCart(snapshot)
  }
}

if (registersHooks()) {
  refreshCartItemsWorkflow.hooks.beforeRefreshingPaymentCollection(
    releaseRemovedLines,
    retakeRemovedLines
  )
}
