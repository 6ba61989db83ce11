import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { requestError } from "../errors/rental-error"
import { type BookingRow } from "./booking-rows"
import { type Ledger } from "./ledger"
import { type Goods, type Moment } from "./order-goods"
import { execute } from "./query"
import { type ReturnContext, type ReturnResult } from "./returns"
import { type SettledGoods, type SettledPart } from "./settle-parts"
import { settleReturn, type TakeBack } from "./settle-return"
import { splitBookings } from "./split-bookings"
import { readAssignedUnits } from "./units"

export interface CheckGoods extends TakeBack {
  /** They can be rented again at once: what is left of their turnaround is free. */
  ready?: boolean
}

/**
 * Goods that came back were cleaned and looked over: all of an order, or what is asked for,
 * in parts too. What is found damaged or missing now is dealt with as at check-in.
 *
 * Safe to repeat: what is checked already is left alone.
 *
 * @throws RentalError `rental_wrong_state` for goods that are not back
 */
export async function checkGoods(
  ledger: Ledger,
  orderId: string,
  { ready = false, ...request }: CheckGoods,
  context: ReturnContext
): Promise<ReturnResult> {
  return await settleReturn(ledger, orderId, request, context, {
    from: "returned",
    to: "checked",
    photos: "checked",
    event: "rental.checked",
    move: async (trx, goods, moment) => await lookOver(trx, goods, ready ? moment : null),
    follow: noteChecked,
  })
}

/** @param moment when given, the goods take no slot after it */
async function lookOver(
  trx: Knex.Transaction,
  goods: readonly Goods[],
  moment: Moment | null
): Promise<Omit<SettledGoods, "request">[]> {
  const units = await readAssignedUnits(
    trx,
    goods.map(({ row }) => row.id)
  )
  const looked = goods.map(({ row, quantity, unit_ids }) => {
    const all = (units.get(row.id) ?? []).map(({ id }) => id)
    refuseStrangers(row, quantity, all, unit_ids)
    return {
      row: { ...row, ...(moment ? readyNow(row, moment) : {}), quantity },
      unit_ids: unit_ids ?? all,
      was: row,
    }
  })
  const rests = await splitBookings(
    trx,
    looked.map(({ row, was }) => ({
      row: was,
      quantity: row.quantity,
      becomes: { occupied_to: row.occupied_to, turnaround_after: row.turnaround_after },
    }))
  )
  await keepReturned(trx, rests)
  for (const { row, unit_ids } of looked) {
    await execute(
      trx,
      `UPDATE rental_unit_assignment SET booking_id = ?
        WHERE booking_id = ? AND NOT unit_id = ANY (?::text[])`,
      [rests.get(row.id) ?? row.id, row.id, unit_ids]
    )
  }
  return looked.map(({ row, unit_ids }) => ({ row, unit_ids }))
}

/** What is still to be looked over came back when its booking did. */
async function keepReturned(
  trx: Knex.Transaction,
  rests: ReadonlyMap<string, string>
): Promise<void> {
  for (const [whole, rest] of rests) {
    await execute(
      trx,
      `UPDATE rental_booking b SET returned_at = f.returned_at
         FROM rental_booking f WHERE f.id = ? AND b.id = ?`,
      [whole, rest]
    )
  }
}

function refuseStrangers(
  row: BookingRow,
  quantity: number,
  all: readonly string[],
  asked: readonly string[] | undefined
): void {
  const stranger = asked?.find((id) => !all.includes(id))
  if (stranger) {
    throw requestError("unit_ids", `Unit ${stranger} did not come back with ${row.id}`)
  }
  if (all.length && !asked && quantity < row.quantity) {
    throw requestError("unit_ids", `Name the ${quantity} units that were checked`)
  }
}

/** What is left of the turnaround is free; that it was shorter is noted. */
function readyNow(
  row: BookingRow,
  moment: Moment
): Pick<BookingRow, "occupied_to" | "turnaround_after"> {
  const now = moment.slotOf(row.slot_minutes)
  const occupied_to = Math.max(row.occupied_from, Math.min(row.occupied_to, now))
  const turnaround_after = row.turnaround_after + occupied_to - row.occupied_to
  return { occupied_to, turnaround_after: Math.max(0, turnaround_after) }
}

async function noteChecked(
  trx: Knex.Transaction,
  goods: readonly Goods[],
  parts: readonly SettledPart[]
): Promise<string[]> {
  await execute(
    trx,
    `UPDATE rental_booking SET checked_at = rental_now(), updated_at = rental_now()
      WHERE id = ANY (?::text[]) AND condition IS DISTINCT FROM 'lost'`,
    [[...goods.map(({ row }) => row.id), ...parts.map(({ booking_id }) => booking_id)]]
  )
  return []
}
