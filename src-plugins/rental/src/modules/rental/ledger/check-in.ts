import { DAY_SLOT } from "../periods/slots"
import { type BookingRow } from "./booking-rows"
import { announceGoods } from "./goods-events"
import { type Ledger } from "./ledger"
import {
  chooseGoods,
  lockOrderGoods,
  readMoment,
  settleVisits,
  type GoodsRequest,
  type Moment,
} from "./order-goods"
import { splitBookings } from "./split-bookings"
import { ledgerTransaction } from "./transaction"
import { returnUnits } from "./units"

/**
 * Goods of an order come back: all that is out, or what is asked for, in parts too. From the
 * day of return, and the turnaround after it, the rest of the period is free for others.
 *
 * Safe to repeat: what is back already is left alone.
 *
 * @returns the ids of the bookings that are back by this call
 * @throws RentalError `rental_wrong_state`, `rental_request_invalid`
 */
export async function checkIn(
  ledger: Ledger,
  orderId: string,
  asked?: readonly GoodsRequest[]
): Promise<string[]> {
  return await ledgerTransaction(ledger.knex, async (trx) => {
    const bookings = await lockOrderGoods(trx, orderId)
    const moment = await readMoment(trx, ledger)
    const goods = chooseGoods(bookings, asked, "out", "returned")
    const rests = await splitBookings(
      trx,
      goods.map(({ row, quantity }) => ({
        row,
        quantity,
        becomes: { state: "returned", occupied_to: lastSlot(row, moment) },
      }))
    )
    await returnUnits(trx, goods, rests, moment)
    await settleVisits(trx, orderId, moment.slotOf(DAY_SLOT))
    const ids = goods.map(({ row }) => row.id)
    await announceGoods(trx, "rental.returned", ids)
    return ids
  })
}

/** The last slot that goods which are back now still take: never later than it was. */
function lastSlot(row: BookingRow, moment: Moment): number {
  const ready = moment.slotOf(row.slot_minutes) + row.turnaround_after
  return Math.max(row.occupied_from, Math.min(row.occupied_to, ready))
}
