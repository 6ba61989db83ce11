import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { attempt } from "../../modules/rental/ledger/attempt"
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
  return [
    ...(await attempt("torn edits", () => undoTornEdits(container))),
    ...(await attempt("lost drafts", () => forgetLostDrafts(container))),
  ]
}

async function undoTornEdits(container: MedusaContainer): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const id of await findTornEdits(container)) {
    findings.push(...(await attempt(id, () => undoLocked(container, id))))
  }
  return findings
}

async function undoLocked(
  container: MedusaContainer,
  orderId: string
): Promise<Finding[]> {
  const locking = container.resolve(Modules.LOCKING)
  try {
    await locking.acquire(orderId, { expire: LOCK_SECONDS })
  } catch {
    return []
  }
  try {
    const why = "a change of it died before it was confirmed, and was undone"
    return (await undoTornEdit(container, orderId))
      ? [{ kind: "order_rebooked", id: orderId, why }]
      : []
  } finally {
    await locking.release(orderId)
  }
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
    const forget = async (): Promise<Finding[]> => {
      await rental.deleteOrder(id)
      const why = "it was never made, or is deleted, and had bookings"
      return [{ kind: "order_undone", id, why }]
    }
    findings.push(...(await attempt(id, forget)))
  }
  return findings
}
