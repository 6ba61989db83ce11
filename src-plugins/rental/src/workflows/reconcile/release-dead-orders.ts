import { type MedusaContainer } from "@medusajs/framework/types"
import { RENTAL_MODULE } from "../../modules/rental"
import { attempt } from "../../modules/rental/ledger/attempt"
import {
  type BookedOrder,
  type Finding,
  type Recount,
} from "../../modules/rental/ledger/reconcile"
import type RentalModuleService from "../../modules/rental/service"
import { InTurn } from "./in-turn"
import { isLongCancelled, readOrderStates, type OrderState } from "./order-states"

const turn = new InTurn<BookedOrder>((order) => order.order_id)

/**
 * Frees the units of orders that are cancelled or do not exist: a server died between
 * Medusa's part and the ledger's.
 */
export async function releaseDeadOrders(
  container: MedusaContainer,
  recount: Recount
): Promise<Finding[]> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const findings: Finding[] = []
  for await (const page of turn.pages(recount, (after) =>
    rental.findBookedOrders(after)
  )) {
    const states = await readOrderStates(
      container,
      page.map((order) => order.order_id)
    )
    for (const order of page.filter((o) => isDead(o, states.get(o.order_id)))) {
      findings.push(
        ...(await attempt(order.order_id, () => release(container, rental, order)))
      )
    }
  }
  return findings
}

/** Orders of staff that are gone are drafts: `mendStaffOrders` forgets those. */
function isDead(order: BookedOrder, state: OrderState | undefined): boolean {
  return state ? isLongCancelled(state) : !order.by_staff
}

async function release(
  container: MedusaContainer,
  rental: RentalModuleService,
  order: BookedOrder
): Promise<Finding[]> {
  const id = order.order_id
  // Read anew: others of the page took their time, and it may have been put back.
  const state = (await readOrderStates(container, [id])).get(id)
  if (!isDead(order, state)) {
    return []
  }
  if (!state) {
    await rental.endGoneOrder(id)
    return [{ kind: "order_gone", id, why: "the order does not exist and had units" }]
  }
  const ended = await rental.cancelOrderBookings(id)
  return ended.length
    ? [{ kind: "order_cancelled", id, why: "the order is cancelled and had units" }]
    : []
}
