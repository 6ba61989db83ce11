import { type Shortage } from "../errors/rental-error"
import { chooseLocations } from "./choose-locations"
import { currentShortages } from "./current-shortages"
import { type Ledger } from "./ledger"
import { planBookings } from "./plan-bookings"
import { type OrderWrite } from "./write-order"

/** What an order would lack if it were written so; its own bookings do not count. */
export async function orderShortages(
  ledger: Ledger,
  write: OrderWrite
): Promise<Shortage[]> {
  const owner = { order_id: write.order_id }
  const place = {
    ...write,
    items: await ledger.items(),
    timezone: ledger.timezone,
    owner,
    moves: false,
  }
  const wanted = planBookings({
    ...place,
    locations: await chooseLocations(ledger.knex, place),
    visits: { departures: false, returns: false },
  })
  return await currentShortages(ledger, owner, wanted)
}
