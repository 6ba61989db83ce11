import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { type Finding, type Recount } from "../../modules/rental/ledger/reconcile"
import type RentalModuleService from "../../modules/rental/service"
import { mendStaffOrders } from "./mend-staff-orders"
import { countMended } from "./metrics"
import { rebookLostOrders } from "./rebook-lost-orders"
import { releaseLostHolds } from "./release-lost-holds"
import { undoDeadOrders } from "./undo-dead-orders"

/** What a pass of the reconciler mended; all zero when everything was in order. */
export interface RentalReport {
  mended: Record<Mended, number>
  /** What was found wrong, one by one, with the reason. */
  findings: Finding[]
}

export type Mended =
  | "expired_holds"
  | "mended_slots"
  | "purged_holds"
  | "attached_orders"
  | "dead_completions"
  | "undone_orders"
  | "released_carts"
  | "released_lines"
  | "rebooked_orders"
  | "overdue_bookings"

/**
 * Brings the ledger and Medusa's carts and orders back together: holds past their expiry
 * end, miscounted slots are corrected, bookings learn an order whose id was lost,
 * completions that died are undone, holds of carts and lines that are gone are released,
 * orders whose bookings are gone get them again, and late goods keep their slots.
 *
 * Safe to run at any time; of several processes one does it.
 *
 * @param recount `everything` recounts every slot that is not over
 * @returns null when another process is at it
 */
export async function reconcileRentals(
  container: MedusaContainer,
  recount: Recount = "lately"
): Promise<RentalReport | null> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  return await rental.onceAcrossProcesses(async () => {
    const began_at = new Date()
    const ledger = await rental.reconcileLedger(recount)
    const findings = [
      ...ledger.findings,
      ...(await undoDeadOrders(container)),
      ...(await settleCompletions(container, rental)),
      ...(await releaseLostHolds(container)),
      ...(await mendStaffOrders(container)),
      ...(await rebookLostOrders(container)),
      ...(await rental.keepOverdue()),
    ]
    const count = (kind: Finding["kind"]) =>
      findings.filter((finding) => finding.kind === kind).length
    const report: RentalReport = {
      mended: {
        expired_holds: ledger.expired_holds,
        mended_slots: ledger.mended_slots,
        purged_holds: ledger.purged_holds,
        attached_orders: count("order_attached"),
        dead_completions: count("completion_died"),
        undone_orders: count("order_undone"),
        released_carts: count("cart_gone"),
        released_lines: count("line_gone"),
        rebooked_orders: count("order_rebooked"),
        overdue_bookings: count("booking_overdue"),
      },
      findings,
    }
    countMended(report.mended)
    if (findings.length) {
      await rental.recordReconciliation({ began_at, ...report })
    }
    await rental.sendEvents()
    return report
  })
}

async function settleCompletions(
  container: MedusaContainer,
  rental: RentalModuleService
): Promise<Finding[]> {
  const carts = await rental.findUnorderedCarts()
  const orders = await readOrdersOfCarts(
    container,
    carts.map((cart) => cart.cart_id)
  )
  const findings: Finding[] = []
  for (const { cart_id, dead } of carts) {
    const orderId = orders.get(cart_id)
    if (orderId) {
      await rental.attachOrder(cart_id, orderId)
      findings.push({
        kind: "order_attached",
        id: orderId,
        why: `the bookings of cart ${cart_id} did not know their order`,
      })
    } else if (dead) {
      await rental.buryCompletion(cart_id)
      findings.push({
        kind: "completion_died",
        id: cart_id,
        why: "units were reserved, and no order came of it",
      })
    }
  }
  return findings
}

/** The orders that carts have become, by cart. */
export async function readOrdersOfCarts(
  container: MedusaContainer,
  cartIds: readonly string[]
): Promise<Map<string, string>> {
  if (!cartIds.length) {
    return new Map()
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order_cart",
    fields: ["cart_id", "order_id"],
    filters: { cart_id: [...cartIds] },
  })
  return new Map(
    (data as { cart_id: string; order_id: string }[]).map((l) => [l.cart_id, l.order_id])
  )
}
