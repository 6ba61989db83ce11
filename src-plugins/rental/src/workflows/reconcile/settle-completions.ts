import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { attempt } from "../../modules/rental/ledger/attempt"
import { type Finding } from "../../modules/rental/ledger/reconcile"
import type RentalModuleService from "../../modules/rental/service"
import { findOrdersOfCart } from "../carts/read-cart"
import { isLongCancelled, readOrderStates } from "./order-states"

/**
 * Ends completions that died after they had reserved units: with an order, it gets them;
 * without one, or when its payment had failed, they are free again.
 */
export async function settleCompletions(container: MedusaContainer): Promise<Finding[]> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const findings: Finding[] = []
  for (const { cart_id, dead } of await rental.findUnorderedCarts()) {
    if (dead) {
      findings.push(...(await attempt(cart_id, () => settle(container, rental, cart_id))))
    }
  }
  return findings
}

async function settle(
  container: MedusaContainer,
  rental: RentalModuleService,
  cartId: string
): Promise<Finding[]> {
  const [[orderId], cart] = await Promise.all([
    findOrdersOfCart(container, cartId),
    rental.readCart(cartId),
  ])
  if (orderId && cart?.detached_order_id === orderId) {
    await finishUndoing(container, cartId, orderId)
    await rental.buryCompletion(cartId)
    return [
      {
        kind: "order_undone",
        id: orderId,
        why: `its payment failed, and undoing the completion of cart ${cartId} died`,
      },
    ]
  }
  if (orderId && (await exists(container, orderId))) {
    return (await rental.attachOrder(cartId, orderId))
      ? [
          {
            kind: "order_attached",
            id: orderId,
            why: `the bookings of cart ${cartId} did not know their order`,
          },
        ]
      : []
  }
  return (await rental.buryCompletion(cartId))
    ? [
        {
          kind: "completion_died",
          id: cartId,
          why: "units were reserved, and no order came of it",
        },
      ]
    : []
}

async function exists(container: MedusaContainer, orderId: string): Promise<boolean> {
  const order = (await readOrderStates(container, [orderId])).get(orderId)
  return order !== undefined && !isLongCancelled(order)
}

/** What Medusa does itself when a payment fails: the order goes, and the cart is open. */
async function finishUndoing(
  container: MedusaContainer,
  cartId: string,
  orderId: string
): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "payment_collections.id"],
    filters: { id: orderId },
  })
  const order = data[0] as unknown as
    { payment_collections?: { id: string }[] } | undefined
  const ofOrder = { [Modules.ORDER]: { order_id: orderId } }
  await container.resolve(ContainerRegistrationKeys.LINK).dismiss([
    ...(order?.payment_collections ?? []).map(({ id }) => ({
      ...ofOrder,
      [Modules.PAYMENT]: { payment_collection_id: id },
    })),
    { ...ofOrder, [Modules.CART]: { cart_id: cartId } },
  ])
  await container.resolve(Modules.ORDER).deleteOrders([orderId])
  await container.resolve(Modules.CART).updateCarts(cartId, { completed_at: null })
}
