import { notFoundError, RentalError } from "../errors/rental-error"
import { placesOf } from "../items/item-rows"
import { bookAllOrNothing } from "./all-or-nothing"
import {
  lockSlots,
  readOrderBookings,
  updateBookings,
  type BookingRow,
} from "./booking-rows"
import { currentShortages } from "./current-shortages"
import { type Ledger } from "./ledger"
import { lockOrderGoods } from "./order-goods"
import { rowsOf } from "./query"
import { ledgerTransaction } from "./transaction"

/**
 * Goods of a booking come from another place, if they are free there. Safe to repeat.
 *
 * @returns the order whose booking it is
 * @throws RentalError `rental_shortage`; `rental_wrong_state` once they have left
 */
export async function moveBooking(
  ledger: Ledger,
  bookingId: string,
  locationId: string
): Promise<{ order_id: string; changed: boolean }> {
  const { knex } = ledger
  const order_id = await orderOfBooking(ledger, bookingId)
  const plan = async (): Promise<BookingRow[]> => [
    { ...(await findBooking(ledger, order_id, bookingId)), location_id: locationId },
  ]
  const { item_id } = await findBooking(ledger, order_id, bookingId)
  if (!placesOf((await ledger.items()).get(item_id)).includes(locationId)) {
    throw notFoundError("location_id", `No units of the item are kept at ${locationId}`)
  }
  const book = async (): Promise<boolean> =>
    await ledgerTransaction(knex, async (trx) => {
      const rows = await lockOrderGoods(trx, order_id)
      const row = rows.find(({ id }) => id === bookingId)
      if (!row || row.state !== "reserved") {
        throw new RentalError(
          "rental_wrong_state",
          `Booking ${bookingId} is ${row?.state ?? "gone"}, not reserved.`,
          { booking: { id: bookingId, state: row?.state, quantity: row?.quantity } }
        )
      }
      if (row.location_id === locationId) {
        return false
      }
      const moved = { ...row, location_id: locationId }
      await lockSlots(trx, [row, moved])
      await updateBookings(trx, [moved])
      return true
    })
  const changed = await bookAllOrNothing(
    ledger,
    { order_id },
    { plan, book },
    async (wanted) => await currentShortages(ledger, { order_id }, wanted)
  )
  return { order_id, changed }
}

/** The order whose booking it is. @throws RentalError `rental_not_found` */
export async function orderOfBooking(
  { knex }: Ledger,
  bookingId: string
): Promise<string> {
  const [row] = await rowsOf<{ order_id: string | null }>(
    knex,
    `SELECT order_id FROM rental_booking WHERE id = ? AND item_id NOT LIKE '#%'`,
    [bookingId]
  )
  if (!row?.order_id) {
    throw notFoundError("id", `No order has a booking ${bookingId}`)
  }
  return row.order_id
}

async function findBooking(
  ledger: Ledger,
  orderId: string,
  bookingId: string
): Promise<BookingRow> {
  const row = (await readOrderBookings(ledger.knex, orderId)).find(
    ({ id }) => id === bookingId
  )
  if (!row) {
    throw notFoundError("id", `No order has a booking ${bookingId}`)
  }
  return row
}
