import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { bookAllOrNothing } from "./all-or-nothing"
import {
  readOrderBookings,
  type BookingContent,
  type BookingRow,
  type Condition,
} from "./booking-rows"
import { currentShortages } from "./current-shortages"
import { announceGoods } from "./goods-events"
import { type Ledger } from "./ledger"
import {
  chooseGoods,
  lockOrderGoods,
  readMoment,
  type Goods,
  type GoodsRequest,
  type Moment,
} from "./order-goods"
import { keepPacked, readPackedUnits, withPackedUnits } from "./packed-units"
import { attachPhotos } from "./photos"
import { execute } from "./query"
import { splitBookings } from "./split-bookings"
import { ledgerTransaction } from "./transaction"
import { refuseUnitsInRepair } from "./units-in-repair"
import { assignUnits, refuseUnnamedUnits, withUnitsNamed } from "./units"

/** Goods that leave, and in what condition. */
export interface LeaveRequest extends GoodsRequest {
  condition?: Condition
  note?: string
  photo_ids?: readonly string[]
}

/**
 * Goods of an order leave: all that is reserved, or what is asked for, in parts too. Serial
 * units are assigned; that a unit is at one place at a time is for the exclusion constraint
 * to say. Goods that leave before their day take the slots from now on, when those are free.
 *
 * Safe to repeat: what is out already is left alone.
 *
 * @param asked `prepared`: what is packed; units that are packed need not be named
 * @returns the ids of the bookings that are out by this call
 * @throws RentalError `rental_unit_out`, `rental_wrong_state`, `rental_shortage`
 */
export async function checkOut(
  ledger: Ledger,
  orderId: string,
  asked?: readonly LeaveRequest[] | "prepared"
): Promise<string[]> {
  const { knex } = ledger
  const owner = { order_id: orderId }
  const named = asked === "prepared" ? undefined : asked
  return await withUnitsNamed(knex, named, () =>
    bookAllOrNothing(
      ledger,
      owner,
      { plan: planLeaving, book: leave },
      async (wanted) => await currentShortages(ledger, owner, wanted)
    )
  )

  /* Only read when units are missing: to say which. */
  async function planLeaving(): Promise<BookingContent[]> {
    const moment = await readMoment(knex, ledger)
    const goods = chooseLeaving(await readOrderBookings(knex, orderId), asked)
    return goods.map(({ row, quantity }) => ({
      ...row,
      ...leavingNow(row, moment),
      quantity,
      line_quantity: quantity,
    }))
  }

  async function leave(): Promise<string[]> {
    return await ledgerTransaction(knex, async (trx) => {
      const bookings = await lockOrderGoods(trx, orderId)
      const moment = await readMoment(trx, ledger)
      const chosen = chooseLeaving(bookings, asked)
      const ids = chosen.map(({ row }) => row.id)
      const packed = await readPackedUnits(trx, ids)
      const goods = withPackedUnits(chosen, packed)
      await refuseUnnamedUnits(trx, goods)
      await refuseUnitsInRepair(trx, goods, moment.today)
      const rests = await splitBookings(
        trx,
        goods.map(({ row, quantity }) => ({
          row,
          quantity,
          becomes: { state: "out", ...leavingNow(row, moment) },
        }))
      )
      await assignUnits(trx, goods.filter(hasUnits), moment)
      await keepPacked(trx, goods, rests, packed)
      await noteLeaving(trx, goods, named)
      await announceGoods(trx, "rental.out", ids)
      return ids
    })
  }
}

function chooseLeaving(
  bookings: readonly BookingRow[],
  asked: readonly LeaveRequest[] | "prepared" | undefined
): Goods[] {
  const wanted =
    asked === "prepared"
      ? bookings
          .filter(({ prepared }) => prepared > 0)
          .map(({ id, prepared }) => ({ booking_id: id, quantity: prepared }))
      : asked
  return chooseGoods(bookings, wanted, "reserved", "out")
}

function leavingNow(
  row: BookingRow,
  moment: Moment
): Pick<BookingContent, "occupied_from"> {
  return { occupied_from: Math.min(row.occupied_from, moment.slotOf(row.slot_minutes)) }
}

async function noteLeaving(
  trx: Knex.Transaction,
  goods: readonly Goods[],
  asked: readonly LeaveRequest[] = []
): Promise<void> {
  for (const { row } of goods) {
    const request = asked.find(({ booking_id }) => booking_id === row.id)
    const { condition = null, note = null, photo_ids = [] } = request ?? {}
    if (condition !== null || note !== null) {
      await execute(
        trx,
        `UPDATE rental_booking SET condition_out = coalesce(?, condition_out),
                goods_note = coalesce(?, goods_note) WHERE id = ?`,
        [condition, note, row.id]
      )
    }
    await attachPhotos(trx, photo_ids, { booking_id: row.id, moment: "out" })
  }
}

function hasUnits(goods: Goods): goods is Goods & { unit_ids: readonly string[] } {
  return goods.unit_ids !== undefined
}
