import { type Shortage } from "../errors/rental-error"
import { type BookingContent, type BookingRow } from "./booking-rows"
import { chooseLocations } from "./choose-locations"
import { currentShortages } from "./current-shortages"
import { type Ledger } from "./ledger"
import { readOrder } from "./order-rows"
import { planBookings } from "./plan-bookings"
import { readSettled, type OrderWrite } from "./write-order"

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
  const order = await readOrder(ledger.knex, write.order_id)
  const settled = await readSettled(ledger.knex, write, order)
  return await currentShortages(ledger, owner, withoutSettled(wanted, settled))
}

function withoutSettled(
  wanted: readonly BookingContent[],
  settled: readonly BookingRow[]
): BookingContent[] {
  return wanted.flatMap((booking) => {
    const units = settled
      .filter(
        (row) =>
          row.line_variant_id === booking.line_variant_id &&
          row.item_id === booking.item_id
      )
      .reduce((sum, row) => sum + row.quantity, 0)
    const quantity = booking.quantity - units
    return quantity > 0 ? [{ ...booking, quantity }] : []
  })
}
