import { type MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  Modules,
  OrderStatus,
} from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { attempt } from "../../modules/rental/ledger/attempt"
import { type Finding, type PastCompletions } from "../../modules/rental/ledger/reconcile"
import type RentalModuleService from "../../modules/rental/service"

/** An order is written at once after the units are reserved. */
const WRITTEN_WITHIN_MS = 60_000

/**
 * Ends what a killed completion began: Medusa writes the order first and links it to its
 * cart in the next step. A server that dies between the two leaves an order that nobody was
 * told of, that has no units and no payment; the customer who tries again gets another one.
 * It is deleted, as the completion itself does when it fails.
 */
export async function undoDeadOrders(container: MedusaContainer): Promise<Finding[]> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const findings: Finding[] = []
  for (const past of await rental.findPastCompletions()) {
    findings.push(...(await attempt(past.cart_id, () => undo(container, rental, past))))
  }
  return findings
}

async function undo(
  container: MedusaContainer,
  rental: RentalModuleService,
  past: PastCompletions
): Promise<Finding[]> {
  const died = past.transaction_ids.length - (past.order_id ? 1 : 0)
  const orders = died > 0 ? await findDeadOrders(container, past) : []
  if (orders.length) {
    await container.resolve(Modules.ORDER).deleteOrders(orders)
  }
  await rental.forgetCompletions(past)
  const why = `the completion of cart ${past.cart_id} died before the order was linked to it`
  return orders.map((id) => ({ kind: "order_undone", id, why }))
}

/**
 * Orders of the cart's customer from that moment with just what is in the cart, that belong
 * to no cart and have neither units nor payment.
 */
async function findDeadOrders(
  container: MedusaContainer,
  { cart_id, began_at }: PastCompletions
): Promise<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const began = Date.parse(began_at)
  const { data: carts } = await query.graph({
    entity: "cart",
    fields: ["email", "currency_code", "items.variant_id", "items.quantity"],
    filters: { id: cart_id },
  })
  const cart = carts[0] as unknown as WrittenCart | undefined
  if (!cart?.email) {
    return []
  }
  const { data } = await query.graph({
    entity: "order",
    // Medusa leaves an order's quantities out when they are asked for by name.
    fields: ["id", "cart.id", "payment_collections.id", "items.*"],
    filters: {
      email: cart.email,
      currency_code: cart.currency_code,
      status: OrderStatus.PENDING,
      is_draft_order: false,
      created_at: {
        $gte: new Date(began - 1000),
        $lte: new Date(began + WRITTEN_WITHIN_MS),
      },
    },
  })
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const dead: string[] = []
  for (const order of data as unknown as WrittenOrder[]) {
    const belongs = order.cart || order.payment_collections?.length
    const sameThings = contentsOf(order.items) === contentsOf(cart.items)
    if (!belongs && sameThings && !(await rental.readOrderBookings(order.id)).length) {
      dead.push(order.id)
    }
  }
  return dead
}

interface WrittenItem {
  variant_id: string | null
  quantity: unknown
}

interface WrittenCart {
  email: string | null
  currency_code: string
  items?: WrittenItem[]
}

interface WrittenOrder {
  id: string
  cart?: { id: string } | null
  payment_collections?: { id: string }[]
  items?: WrittenItem[]
}

function contentsOf(items: readonly WrittenItem[] = []): string {
  return items
    .map(({ variant_id, quantity }) => `${variant_id} ${Number(quantity)}`)
    .sort()
    .join()
}
