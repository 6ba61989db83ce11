import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { findStaffOrders } from "../../modules/rental/ledger/order-rows"
import { type Finding } from "../../modules/rental/ledger/reconcile"
import type RentalModuleService from "../../modules/rental/service"
import { findTornEdits, undoTornEdit } from "../orders/torn-edits"

const LOCK_SECONDS = 60

/**
 * Mends what a server that died left of staff's work on orders: a change whose order edit
 * was never confirmed is undone, and bookings of a draft that was not made or is deleted are
 * released.
 */
export async function mendStaffOrders(container: MedusaContainer): Promise<Finding[]> {
  return [...(await undoTornEdits(container)), ...(await forgetLostDrafts(container))]
}

async function undoTornEdits(container: MedusaContainer): Promise<Finding[]> {
  const locking = container.resolve(Modules.LOCKING)
  const findings: Finding[] = []
  for (const orderId of await findTornEdits(container)) {
    try {
      await locking.acquire(orderId, { expire: LOCK_SECONDS })
    } catch {
      continue
    }
    try {
      if (await undoTornEdit(container, orderId)) {
        findings.push({
          kind: "order_rebooked",
          id: orderId,
          why: "a change of it died before it was confirmed, and was undone",
        })
      }
    } finally {
      await locking.release(orderId)
    }
  }
  return findings
}

async function forgetLostDrafts(container: MedusaContainer): Promise<Finding[]> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const known = await findStaffOrders(rental.ledger.knex)
  if (!known.length) {
    return []
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id"],
    filters: { id: known },
  })
  const present = new Set(data.map((order) => order.id))
  const findings: Finding[] = []
  for (const id of known.filter((orderId) => !present.has(orderId))) {
    await rental.deleteOrder(id)
    findings.push({
      kind: "order_undone",
      id,
      why: "it was never made, or is deleted, and had bookings",
    })
  }
  return findings
}
