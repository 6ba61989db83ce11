import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { requestError } from "../errors/rental-error"
import { DAY_SLOT } from "../periods/slots"
import { type BookingRow } from "./booking-rows"
import { type RequestKey } from "./cart-keys"
import { expireHolds } from "./expire-holds"
import { lockCatalogue, lockSupply } from "./fleet-steps"
import { announceGoods } from "./goods-events"
import { onceByKey } from "./goods-keys"
import { type Ledger } from "./ledger"
import {
  chooseGoods,
  lockOrderGoods,
  readMoment,
  settleVisits,
  type Goods,
  type GoodsRequest,
  type Moment,
} from "./order-goods"
import { overbookKnowingly } from "./overbook"
import { attachPhotos, type PhotoMoment } from "./photos"
import { execute } from "./query"
import { type ReturnContext, type ReturnRequest, type ReturnResult } from "./returns"
import {
  refuseParts,
  settleParts,
  type SettledGoods,
  type SettledPart,
} from "./settle-parts"
import { splitBookings } from "./split-bookings"
import { ledgerTransaction } from "./transaction"
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

/** What comes back, and the key under which it may be told again. */
export interface TakeBack {
  bookings?: readonly ReturnRequest[]
  key?: RequestKey
}

/**
 * `checkIn`, with what is to be said of the goods: condition and photos, units that are
 * damaged and go to repair, units that are lost and leave the fleet, and what is charged.
 *
 * That goods are damaged or lost is a fact: it is never refused for the sake of bookings to
 * come. What they lack by it is overbooked on the record; `readAffected` names them.
 */
export async function takeBack(
  ledger: Ledger,
  orderId: string,
  { bookings: asked, key }: TakeBack,
  context: ReturnContext
): Promise<ReturnResult> {
  return await settling(ledger, asked, async () =>
    ledgerTransaction(ledger.knex, async (trx) => {
      await lockForLosses(trx, asked)
      const bookings = await lockOrderGoods(trx, orderId)
      return await onceByKey(trx, orderId, key, async () => {
        const moment = await readMoment(trx, ledger)
        const goods = chooseGoods(bookings, asked, "out", "returned")
        await allowFacts(trx, orderId, goods, asked, context)
        const back = await putBack(trx, goods, moment)
        const settlement = {
          ...{ ledger, context, moment },
          ...{ order_id: orderId, photos: "back" as const },
        }
        const parts: SettledPart[] = []
        for (const one of withRequests(back, asked)) {
          refuseParts(one)
          await noteCondition(trx, one, "back")
          parts.push(...(await settleParts(trx, settlement, one)))
        }
        await settleVisits(trx, orderId, moment.slotOf(DAY_SLOT))
        await announceReturn(trx, "rental.returned", goods, parts)
        return resultOf(goods, parts)
      })
    })
  )
}

/** Whether units of some goods are damaged or lost. */
function hasParts({ damaged, lost }: ReturnRequest): boolean {
  return !!damaged?.length || !!lost?.length
}

/** Runs a return; holds that have run out are not in the way of what it takes away. */
export async function settling<T>(
  ledger: Ledger,
  asked: readonly ReturnRequest[] | undefined,
  run: () => Promise<T>
): Promise<T> {
  if (asked?.some(hasParts)) {
    await expireHolds(ledger.knex)
  }
  try {
    return await run()
  } catch (error) {
    const { constraint } = (error ?? {}) as { constraint?: string }
    throw constraint === "rental_supply_not_overblocked"
      ? requestError(
          "bookings",
          "More units would be out of service than are owned: end their downtime first"
        )
      : error
  }
}

/** Who makes a fleet smaller queues with everyone who writes items, before other locks. */
export async function lockForLosses(
  trx: Knex.Transaction,
  asked: readonly ReturnRequest[] | undefined
): Promise<void> {
  if (asked?.some(({ lost }) => lost?.length)) {
    await lockCatalogue(trx)
  }
}

/** What damage and loss take from bookings to come is overbooked, on the record. */
export async function allowFacts(
  trx: Knex.Transaction,
  orderId: string,
  goods: readonly Goods[],
  asked: readonly ReturnRequest[] | undefined,
  { author }: ReturnContext
): Promise<void> {
  const ids = new Set(asked?.filter(hasParts).map(({ booking_id }) => booking_id))
  const concerned = goods.filter(({ row }) => ids.has(row.id))
  if (!concerned.length) {
    return
  }
  await lockSupply(trx, [...new Set(concerned.map(({ row }) => row.item_id))])
  await overbookKnowingly(trx, {
    author,
    reason: `Units were damaged or lost with order ${orderId}`,
  })
}

/** What was said of each of the goods. */
export function withRequests(
  goods: readonly Omit<SettledGoods, "request">[],
  asked: readonly ReturnRequest[] | undefined
): SettledGoods[] {
  return goods.map((one) => ({
    ...one,
    request: asked?.find(({ booking_id }) => booking_id === one.row.id) ?? {
      booking_id: one.row.id,
    },
  }))
}

export async function noteCondition(
  trx: Knex.Transaction,
  { row, request }: SettledGoods,
  moment: PhotoMoment
): Promise<void> {
  const { condition, note, photo_ids = [] } = request
  if (condition !== undefined || note !== undefined) {
    await execute(
      trx,
      `UPDATE rental_booking SET condition = coalesce(?, condition),
              goods_note = coalesce(?, goods_note) WHERE id = ?`,
      [condition ?? null, note ?? null, row.id]
    )
  }
  await attachPhotos(trx, photo_ids, { booking_id: row.id, moment })
}

/** Tells of goods and, apart from them, of each that was damaged or lost. */
export async function announceReturn(
  trx: Knex.Transaction,
  name: "rental.returned" | "rental.checked",
  goods: readonly Goods[],
  parts: readonly SettledPart[]
): Promise<void> {
  const lost = new Set(
    parts.filter(({ kind }) => kind === "loss").map(({ booking_id }) => booking_id)
  )
  const ids = [
    ...goods.map(({ row }) => row.id),
    ...parts.map(({ booking_id }) => booking_id),
  ]
  await announceGoods(
    trx,
    name,
    [...new Set(ids)].filter((id) => !lost.has(id))
  )
  for (const { kind, booking_id, incident_id, charge_id } of parts) {
    await announceGoods(
      trx,
      kind === "loss" ? "rental.lost" : "rental.damaged",
      [booking_id],
      { incident_id, charge_id }
    )
  }
}

export function resultOf(
  goods: readonly Goods[],
  parts: readonly SettledPart[]
): ReturnResult {
  return {
    changed: goods.map(({ row }) => row.id),
    incident_ids: parts.map(({ incident_id }) => incident_id),
    charge_ids: parts.flatMap(({ charge_id }) => charge_id ?? []),
  }
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
