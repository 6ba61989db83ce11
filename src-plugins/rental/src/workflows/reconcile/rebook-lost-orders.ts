import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { attempt } from "../../modules/rental/ledger/attempt"
import { type Finding } from "../../modules/rental/ledger/reconcile"
import { type RentalPeriod } from "../../modules/rental/periods/rental-period"
import type RentalModuleService from "../../modules/rental/service"

/**
 * Gives orders that have lost their bookings new ones. The customer has the shop's word:
 * units that others have taken meanwhile are overbooked, on the record, and announced as
 * `rental.shortage`.
 */
export async function rebookLostOrders(container: MedusaContainer): Promise<Finding[]> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const carts = await rental.findOpenCarts()
  const orders = await readOrdersOfCarts(container, carts)
  const lost = new Map<string, string | null>(
    (await rental.findUnbookedOrders()).map((orderId) => [orderId, null])
  )
  for (const [cartId, orderId] of orders) {
    lost.set(orderId, cartId)
  }
  const findings: Finding[] = []
  for (const [orderId, cartId] of lost) {
    const again = () => rebook(container, rental, orderId, cartId)
    findings.push(...(await attempt(orderId, again)))
  }
  return findings
}

/** The orders that carts have become, by cart. */
async function readOrdersOfCarts(
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

interface LostOrder {
  status: string
  items?: { id: string; variant_id: string | null; quantity: unknown }[]
}

async function rebook(
  container: MedusaContainer,
  rental: RentalModuleService,
  orderId: string,
  cartId: string | null
): Promise<Finding[]> {
  const period = await findPeriod(rental, orderId, cartId)
  const order = await readOrder(container, orderId)
  if (!period || !order || order.status === "canceled" || order.status === "draft") {
    return []
  }
  if (cartId && !(await rental.attachOrder(cartId, orderId))) {
    return []
  }
  const items = order.items ?? []
  const rentable = await rental.findRentable(items.flatMap((i) => i.variant_id ?? []))
  const lines = items.flatMap(({ id, variant_id, quantity }) =>
    variant_id && rentable.has(variant_id)
      ? [{ line_item_id: id, variant_id, quantity: Number(quantity) }]
      : []
  )
  if (!lines.length) {
    return []
  }
  const why = "the order had no bookings"
  await rental.writeOrder({
    order_id: orderId,
    period,
    lines,
    state: "reserved",
    is_draft: false,
    overbook: { author: "rental", reason: `Reconciler: ${why} (${orderId})` },
  })
  return [{ kind: "order_rebooked", id: orderId, why }]
}

async function findPeriod(
  rental: RentalModuleService,
  orderId: string,
  cartId: string | null
): Promise<RentalPeriod | undefined> {
  return (
    (await rental.readOrder(orderId))?.period ??
    (cartId ? (await rental.readCart(cartId))?.period : undefined)
  )
}

async function readOrder(
  container: MedusaContainer,
  orderId: string
): Promise<LostOrder | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    // Medusa leaves an order's quantities out when they are asked for by name.
    fields: ["id", "status", "items.*"],
    filters: { id: orderId },
  })
  return data[0] as unknown as LostOrder | undefined
}
