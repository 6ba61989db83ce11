import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { type ReconcileReport } from "../../modules/rental/ledger/reconcile"
import type RentalModuleService from "../../modules/rental/service"

/** What a pass of the reconciler mended; all zero when everything was in order. */
export interface RentalReport extends ReconcileReport {
  attached_orders: number
  dead_completions: number
  released_carts: number
}

/**
 * Brings the ledger and Medusa's carts and orders back together: holds past their expiry
 * end, miscounted slots are corrected, bookings learn an order whose id was lost,
 * completions that died are undone, and holds of carts that are gone are released.
 *
 * Safe to run at any time and in several processes at once.
 */
export async function reconcileRentals(
  container: MedusaContainer
): Promise<RentalReport> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const ledger = await rental.reconcileLedger()
  const completions = await settleCompletions(container, rental)
  const released_carts = await releaseLostCarts(container, rental)
  return { ...ledger, ...completions, released_carts }
}

async function settleCompletions(
  container: MedusaContainer,
  rental: RentalModuleService
): Promise<Pick<RentalReport, "attached_orders" | "dead_completions">> {
  const carts = await rental.findUnorderedCarts()
  const report = { attached_orders: 0, dead_completions: 0 }
  if (!carts.length) {
    return report
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order_cart",
    fields: ["cart_id", "order_id"],
    filters: { cart_id: carts.map((cart) => cart.cart_id) },
  })
  const orders = new Map(
    (data as { cart_id: string; order_id: string }[]).map((l) => [l.cart_id, l.order_id])
  )
  for (const { cart_id, dead } of carts) {
    const orderId = orders.get(cart_id)
    if (orderId) {
      await rental.attachOrder(cart_id, orderId)
      report.attached_orders++
    } else if (dead) {
      await rental.buryCompletion(cart_id)
      report.dead_completions++
    }
  }
  return report
}

async function releaseLostCarts(
  container: MedusaContainer,
  rental: RentalModuleService
): Promise<number> {
  const holding = await rental.findHoldingCarts()
  if (!holding.length) {
    return 0
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: ["id"],
    filters: { id: holding },
  })
  const present = new Set(data.map((cart) => cart.id))
  const lost = holding.filter((id) => !present.has(id))
  return lost.length ? await rental.releaseCarts(lost) : 0
}
