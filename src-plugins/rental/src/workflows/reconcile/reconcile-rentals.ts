import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { attempt } from "../../modules/rental/ledger/attempt"
import {
  type Finding,
  type LedgerReport,
  type Recount,
} from "../../modules/rental/ledger/reconcile"
import type RentalModuleService from "../../modules/rental/service"
import { mendStaffOrders } from "./mend-staff-orders"
import { countMended } from "./metrics"
import { rebookLostOrders } from "./rebook-lost-orders"
import { releaseDeadOrders } from "./release-dead-orders"
import { releaseLostHolds } from "./release-lost-holds"
import { settleCompletions } from "./settle-completions"
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
  | "cancelled_orders"
  | "gone_orders"
  | "released_carts"
  | "released_lines"
  | "rebooked_orders"
  | "overdue_bookings"

/**
 * Brings the ledger and Medusa's carts and orders back together: holds past their expiry
 * end, miscounted slots are corrected, bookings learn an order whose id was lost,
 * completions that died are undone, holds of carts and lines that are gone are released,
 * orders whose bookings are gone get them again, units of orders that are cancelled or gone
 * are free, and late goods keep their slots. What cannot be mended is a finding too, and
 * keeps nothing else from being mended.
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
    const findings = ledger.findings
    for (const [name, mend] of mends(container, rental, recount)) {
      if (!rental.isStopping) {
        findings.push(...(await attempt(name, mend)))
      }
    }
    const report = { mended: countByKind(ledger, findings), findings }
    if (findings.length) {
      await recordReport(rental, began_at, report)
    }
    findings.push(...(await attempt("events", () => sendEvents(rental))))
    countMended(report)
    tellFailures(container, findings)
    return report
  })
}

/** Each runs whatever becomes of the others; their order saves passes. */
function mends(
  container: MedusaContainer,
  rental: RentalModuleService,
  recount: Recount
): [name: string, mend: () => Promise<Finding[]>][] {
  return [
    ["dead orders", () => undoDeadOrders(container)],
    ["completions", () => settleCompletions(container)],
    ["lost holds", () => releaseLostHolds(container, recount)],
    ["staff's orders", () => mendStaffOrders(container)],
    ["orders without units", () => rebookLostOrders(container)],
    ["units without orders", () => releaseDeadOrders(container, recount)],
    ["late goods", () => rental.keepOverdue()],
  ]
}

function countByKind(
  ledger: LedgerReport,
  findings: readonly Finding[]
): RentalReport["mended"] {
  const count = (kind: Finding["kind"]) =>
    findings.filter((finding) => finding.kind === kind).length
  return {
    expired_holds: ledger.expired_holds,
    mended_slots: ledger.mended_slots,
    purged_holds: ledger.purged_holds,
    attached_orders: count("order_attached"),
    dead_completions: count("completion_died"),
    undone_orders: count("order_undone"),
    cancelled_orders: count("order_cancelled"),
    gone_orders: count("order_gone"),
    released_carts: count("cart_gone"),
    released_lines: count("line_gone"),
    rebooked_orders: count("order_rebooked"),
    overdue_bookings: count("booking_overdue"),
  }
}

async function recordReport(
  rental: RentalModuleService,
  began_at: Date,
  report: RentalReport
): Promise<void> {
  const record = async (): Promise<Finding[]> => {
    await rental.recordReconciliation({ began_at, ...report })
    return []
  }
  report.findings.push(...(await attempt("the record", record)))
}

async function sendEvents(rental: RentalModuleService): Promise<Finding[]> {
  await rental.sendEvents()
  return []
}

function tellFailures(container: MedusaContainer, findings: readonly Finding[]): void {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  for (const { kind, id, why } of findings) {
    if (kind === "mend_failed") {
      logger.error(`Rental ledger: ${id} could not be mended: ${why}`)
    }
  }
}
