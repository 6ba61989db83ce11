import { DAY_SLOT } from "../periods/slots"
import { RentalError } from "../errors/rental-error"
import { type BookingRow } from "./booking-rows"
import { type Ledger } from "./ledger"
import { chooseGoods, lockOrderGoods, readMoment, settleVisits } from "./order-goods"
import { splitBookings } from "./split-bookings"
import { ledgerTransaction } from "./transaction"

/**
 * Nobody came for the goods: what has not left is free again.
 *
 * Safe to repeat: what was given up already is left alone.
 *
 * @param bookingIds all that is still reserved when absent
 * @returns the ids of the bookings that were given up by this call
 * @throws RentalError `rental_wrong_state` before the first day, or for goods that have left
 */
export async function noShow(
  ledger: Ledger,
  orderId: string,
  bookingIds?: readonly string[]
): Promise<string[]> {
  return await ledgerTransaction(ledger.knex, async (trx) => {
    const bookings = await lockOrderGoods(trx, orderId)
    const moment = await readMoment(trx, ledger)
    const asked = bookingIds?.map((booking_id) => ({ booking_id }))
    const goods = chooseGoods(bookings, asked, "reserved", "no_show")
    const early = goods.find(({ row }) => row.start_date > moment.today)
    if (early) {
      throw notYet(early.row)
    }
    await splitBookings(
      trx,
      goods.map(({ row, quantity }) => ({ row, quantity, becomes: { state: "no_show" } }))
    )
    await settleVisits(trx, orderId, moment.slotOf(DAY_SLOT))
    return goods.map(({ row }) => row.id)
  })
}

function notYet(row: BookingRow): RentalError {
  return new RentalError(
    "rental_wrong_state",
    `Booking ${row.id} begins on ${row.start_date}: until then, cancel or change the order.`,
    { booking: { id: row.id, state: row.state, quantity: row.quantity } }
  )
}
