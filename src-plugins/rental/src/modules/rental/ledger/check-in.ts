import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { chargeLateGoods } from "../charges/charge-late-goods"
import { DAY_SLOT } from "../periods/slots"
import { type BookingRow } from "./booking-rows"
import { type Ledger } from "./ledger"
import { settleVisits, type Goods, type GoodsRequest, type Moment } from "./order-goods"
import { type ReturnContext, type ReturnResult } from "./returns"
import { type SettledGoods } from "./settle-parts"
import { settleReturn, type TakeBack } from "./settle-return"
import { splitBookings } from "./split-bookings"
import { readAssignedUnits, returnUnits } from "./units"

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
  const context = { author: "rental", currency_code: null }
  return (await takeBack(ledger, orderId, { bookings: asked }, context)).changed
}

/**
 * `checkIn`, with what is to be said of the goods: condition and photos, units that are
 * damaged and go to repair, units that are lost and leave the fleet, and what is charged.
 * Goods that come back late are charged by the fee that was agreed.
 *
 * That goods are damaged or lost is a fact: it is never refused for the sake of bookings to
 * come. What they lack by it is overbooked on the record; `readAffected` names them.
 */
export async function takeBack(
  ledger: Ledger,
  orderId: string,
  request: TakeBack,
  context: ReturnContext
): Promise<ReturnResult> {
  return await settleReturn(ledger, orderId, request, context, {
    from: "out",
    to: "returned",
    photos: "back",
    event: "rental.returned",
    move: putBack,
    follow: async (trx, goods, parts, moment) => {
      await settleVisits(trx, orderId, moment.slotOf(DAY_SLOT))
      const ids = [...goods.map(({ row }) => row.id), ...parts.map((p) => p.booking_id)]
      return await chargeLateGoods(trx, ledger, {
        order_id: orderId,
        returned: [...new Set(ids)],
        by: context.author,
      })
    },
  })
}

/** The goods as they are once they are back. */
async function putBack(
  trx: Knex.Transaction,
  goods: readonly Goods[],
  moment: Moment
): Promise<Omit<SettledGoods, "request">[]> {
  const back = goods.map(({ row, quantity }) => ({
    row,
    quantity,
    becomes: { state: "returned" as const, occupied_to: lastSlot(row, moment) },
  }))
  const rests = await splitBookings(trx, back)
  await returnUnits(trx, goods, rests, moment)
  const units = await readAssignedUnits(
    trx,
    goods.map(({ row }) => row.id)
  )
  return back.map(({ row, quantity, becomes }) => ({
    row: { ...row, ...becomes, quantity },
    unit_ids: (units.get(row.id) ?? []).map(({ id }) => id),
  }))
}

/** The last slot that goods which are back now still take: never later than it was. */
function lastSlot(row: BookingRow, moment: Moment): number {
  const ready = moment.slotOf(row.slot_minutes) + row.turnaround_after
  return Math.max(row.occupied_from, Math.min(row.occupied_to, ready))
}
