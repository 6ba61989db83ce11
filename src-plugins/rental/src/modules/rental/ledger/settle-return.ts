import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { requestError } from "../errors/rental-error"
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
  type Goods,
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
import { ledgerTransaction } from "./transaction"

/** What comes back, and the key under which it may be told again. */
export interface TakeBack {
  bookings?: readonly ReturnRequest[]
  key?: RequestKey
}

/** What is done with goods on their way back: that they came, or that they were looked over. */
export interface ReturnStep {
  /** The states of goods that the step is for, and that it leaves them in. */
  from: Parameters<typeof chooseGoods>[2]
  to: Parameters<typeof chooseGoods>[3]
  photos: PhotoMoment
  event: "rental.returned" | "rental.checked"
  /** Writes the goods as they are after it. */
  move: (
    trx: Knex.Transaction,
    goods: readonly Goods[],
    moment: Moment
  ) => Promise<Omit<SettledGoods, "request">[]>
  /**
   * What follows from it, when damage and loss have been settled.
   *
   * @returns the ids of charges that it made
   */
  follow: (
    trx: Knex.Transaction,
    goods: readonly Goods[],
    parts: readonly SettledPart[],
    moment: Moment
  ) => Promise<readonly string[]>
}

/**
 * Takes goods of an order, all or some, through one step of their return, with what is said of
 * them: condition and photos, units that are damaged and go to repair, units that are lost and
 * leave the fleet, and what is charged.
 *
 * @throws RentalError `rental_wrong_state`, `rental_request_invalid`
 */
export async function settleReturn(
  ledger: Ledger,
  orderId: string,
  { bookings: asked, key }: TakeBack,
  context: ReturnContext,
  step: ReturnStep
): Promise<ReturnResult> {
  return await settling(ledger, asked, async () =>
    ledgerTransaction(ledger.knex, async (trx) => {
      await lockForLosses(trx, asked)
      const bookings = await lockOrderGoods(trx, orderId)
      return await onceByKey(trx, orderId, key, async () => {
        const moment = await readMoment(trx, ledger)
        const goods = chooseGoods(bookings, asked, step.from, step.to)
        await allowFacts(trx, orderId, goods, asked, context)
        const moved = await step.move(trx, goods, moment)
        const { photos } = step
        const settlement = { ledger, context, moment, order_id: orderId, photos }
        const parts: SettledPart[] = []
        for (const one of withRequests(moved, asked)) {
          refuseParts(one)
          await noteCondition(trx, one, photos)
          parts.push(...(await settleParts(trx, settlement, one)))
        }
        const charges = await step.follow(trx, goods, parts, moment)
        await announceReturn(trx, step.event, goods, parts)
        return resultOf(goods, parts, charges)
      })
    })
  )
}

/** Whether units of some goods are damaged or lost. */
function hasParts({ damaged, lost }: ReturnRequest): boolean {
  return !!damaged?.length || !!lost?.length
}

/** Runs a return; holds that have run out are not in the way of what it takes away. */
async function settling<T>(
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
async function lockForLosses(
  trx: Knex.Transaction,
  asked: readonly ReturnRequest[] | undefined
): Promise<void> {
  if (asked?.some(({ lost }) => lost?.length)) {
    await lockCatalogue(trx)
  }
}

/** What damage and loss take from bookings to come is overbooked, on the record. */
async function allowFacts(
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
function withRequests(
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

async function noteCondition(
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
async function announceReturn(
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
  for (const part of parts) {
    await announceGoods(
      trx,
      part.kind === "loss" ? "rental.lost" : "rental.damaged",
      [part.booking_id],
      { ...factsOf(part), noticed: name === "rental.returned" ? "returned" : "checked" }
    )
  }
}

function factsOf(part: SettledPart): Record<string, unknown> {
  const { kind, incident_id, charge, day, repair_until, out_of_service } = part
  return {
    incident_id,
    charge_id: charge?.id ?? null,
    amount: charge ? Number(charge.amount) : null,
    currency_code: charge?.currency_code ?? null,
    day,
    ...(kind === "damage" ? { out_of_service, repair_until } : {}),
  }
}

function resultOf(
  goods: readonly Goods[],
  parts: readonly SettledPart[],
  charges: readonly string[]
): ReturnResult {
  return {
    changed: goods.map(({ row }) => row.id),
    incident_ids: parts.map(({ incident_id }) => incident_id),
    charge_ids: [...parts.flatMap(({ charge }) => charge?.id ?? []), ...charges],
  }
}
