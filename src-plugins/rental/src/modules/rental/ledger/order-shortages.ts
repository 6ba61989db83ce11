import { type Shortage } from "../errors/rental-error"
import { currentShortages } from "./current-shortages"
import { type Ledger } from "./ledger"
import { planOrder, stillWanted, type OrderPlan } from "./plan-order"

/** What an order would lack if it were written so; its own bookings do not count. */
export async function orderShortages(
  ledger: Ledger,
  order: OrderPlan
): Promise<Shortage[]> {
  const wanted = await planOrder(ledger, order, { departures: false, returns: false })
  return await currentShortages(
    ledger,
    { order_id: order.order_id },
    await stillWanted(ledger.knex, order, wanted)
  )
}
