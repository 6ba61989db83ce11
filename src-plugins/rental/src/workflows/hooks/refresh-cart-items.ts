import { type MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { refreshCartItemsWorkflow } from "@medusajs/medusa/core-flows"
import { RENTAL_MODULE } from "../../modules/rental"
import { isGoods } from "../../modules/rental/ledger/plan-bookings"
import { type CartSnapshot } from "../../modules/rental/ledger/write-cart"
import type RentalModuleService from "../../modules/rental/service"
import { adjustWaiver, readjustWaiver, type WaiverBefore } from "../carts/adjust-waiver"
import { type WaivableLine } from "../carts/waiver-line"
import { deliveryMethods } from "../delivery/delivery-methods"
import { registersHooks } from "./registers-hooks"

/**
 * Handler of `refreshCartItemsWorkflow.hooks.beforeRefreshingPaymentCollection`, which runs
 * after every change of a cart's lines and shipping methods: releases what lines that are gone
 * had held, and the jobs of a delivery whose shipping method is gone, and brings the damage
 * waiver to what the lines cost now.
 */
export async function releaseRemovedLines(
  { input }: { input: { cart_id: string } },
  { container }: { container: MedusaContainer }
): Promise<StepResponse<void, Released>> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const booked = (await rental.readCartHoldings(input.cart_id)).filter(
    (booking) => booking.order_id === null
  )
  const { rules } = await rental.charges.current()
  if (!booked.length && !rules.waiver) {
    return new StepResponse(undefined, { snapshots: [], waiver: null })
  }
  const lines = await container
    .resolve(Modules.CART)
    .listLineItems(
      { cart_id: input.cart_id },
      { select: LINE_FIELDS, take: null as unknown as number }
    )
  const present = new Set(lines.map((line) => line.id))
  const goods = booked.filter(isGoods)
  const gone = new Set(goods.map((b) => b.line_item_id).filter((id) => !present.has(id)))
  const released = gone.size ? [await rental.releaseLines(input.cart_id, [...gone])] : []
  const hasJobs = goods.length < booked.length
  if (hasJobs && !(await deliveryMethods(container, input.cart_id)).length) {
    const dropped = await rental.dropDelivery(input.cart_id)
    released.push(...(dropped ? [dropped] : []))
  }
  const waiver = await adjustWaiver(container, input.cart_id, lines)
  return new StepResponse(undefined, { snapshots: released, waiver })
}

const LINE_FIELDS: (keyof WaivableLine)[] = [
  "id",
  "variant_id",
  "quantity",
  "unit_price",
  "metadata",
]

/** What was changed, for `retakeRemovedLines`. */
export interface Released {
  snapshots: CartSnapshot[]
  waiver: WaiverBefore | null
}

/** Undoes `releaseRemovedLines` when the change of the cart failed. */
export async function retakeRemovedLines(
  released: Released | undefined,
  { container }: { container: MedusaContainer }
): Promise<void> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  if (released?.waiver) {
    await readjustWaiver(container, released.waiver)
  }
  for (const snapshot of [...(released?.snapshots ?? [])].reverse()) {
    await rental.restoreCart(snapshot)
  }
}

if (registersHooks()) {
  refreshCartItemsWorkflow.hooks.beforeRefreshingPaymentCollection(
    releaseRemovedLines,
    retakeRemovedLines
  )
}
