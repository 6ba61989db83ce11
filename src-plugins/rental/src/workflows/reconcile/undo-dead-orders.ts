import { type MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  Modules,
  OrderStatus,
} from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { attempt } from "../../modules/rental/ledger/attempt"
import {
  COMPLETION_DIES_AFTER_SECONDS,
  ORDER_IS_WRITTEN_WITHIN_SECONDS,
  type PastCompletions,
} from "../../modules/rental/ledger/ended-completions"
import { type Finding } from "../../modules/rental/ledger/reconcile"
import type RentalModuleService from "../../modules/rental/service"
import { contentsOf } from "../carts/contents-of"

/**
 * Ends what a killed completion began: Medusa writes the order first and links it to its
 * cart in the next step. A server that dies between the two, or a database that is away
 * while Medusa undoes them, leaves an order that nobody was told of, that has no units and
 * no payment; the customer who tries again gets another one. It is deleted, as the completion
 * itself does when it fails.
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
  const cart = died > 0 ? await readCart(container, past.cart_id) : null
  const orders = cart ? await findDeadOrders(container, past, cart) : []
  for (const order of orders) {
    await deleteUnlinkedOrder(container, order)
  }
  if (!cart || orders.length >= died || past.surely_over) {
    await rental.forgetCompletions(past)
  } else {
    const { cart_id, transaction_ids } = past
    const contents = contentsOf(cart.items)
    await rental.endCompletions(cart_id, { transaction_ids, contents })
  }
  const why = `the completion of cart ${past.cart_id} died before the order was linked to it`
  return orders.map(({ id }) => ({ kind: "order_undone", id, why }))
}

/** Null when nothing can have come of it: an order has the address of its customer. */
async function readCart(
  container: MedusaContainer,
  cartId: string
): Promise<WrittenCart | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: [
      "email",
      "currency_code",
      "payment_collection.id",
      "items.variant_id",
      "items.quantity",
    ],
    filters: { id: cartId },
  })
  const cart = data[0] as unknown as (WrittenCart & { email: string | null }) | undefined
  return cart?.email ? cart : null
}

/**
 * Orders of the cart's customer from those moments with just what was in the cart, that
 * belong to no cart and have neither units nor a payment of their own: at most the cart's
 * is linked to them. The youngest may be another completion's that goes on.
 */
async function findDeadOrders(
  container: MedusaContainer,
  { contents, began_at, last_began_at }: PastCompletions,
  cart: WrittenCart
): Promise<WrittenOrder[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const known = contents.map((text) => text ?? contentsOf(cart.items))
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
        $gte: new Date(began_at.getTime() - 1000),
        $lte: new Date(
          Math.min(
            last_began_at.getTime() + ORDER_IS_WRITTEN_WITHIN_SECONDS * 1000,
            Date.now() - COMPLETION_DIES_AFTER_SECONDS * 1000
          )
        ),
      },
    },
  })
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const dead: WrittenOrder[] = []
  for (const order of data as unknown as WrittenOrder[]) {
    const belongs =
      order.cart ||
      order.payment_collections?.some(({ id }) => id !== cart.payment_collection?.id)
    const sameThings = known.includes(contentsOf(order.items))
    if (!belongs && sameThings && !(await rental.readOrderBookings(order.id)).length) {
      dead.push(order)
    }
  }
  return dead
}

async function deleteUnlinkedOrder(
  container: MedusaContainer,
  { id, payment_collections = [] }: WrittenOrder
): Promise<void> {
  await container.resolve(ContainerRegistrationKeys.LINK).dismiss(
    payment_collections.map((collection) => ({
      [Modules.ORDER]: { order_id: id },
      [Modules.PAYMENT]: { payment_collection_id: collection.id },
    }))
  )
  await container.resolve(Modules.ORDER).deleteOrders([id])
}

interface WrittenItem {
  variant_id: string | null
  quantity: unknown
}

interface WrittenCart {
  email: string
  currency_code: string
  payment_collection?: { id: string } | null
  items?: WrittenItem[]
}

interface WrittenOrder {
  id: string
  cart?: { id: string } | null
  payment_collections?: { id: string }[]
  items?: WrittenItem[]
}
