import { MathBN } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { requestError } from "../errors/rental-error"
import { type ItemRow } from "../items/item-rows"
import { addDays, type LocalDate } from "../periods/local-date"
import { firstSlotOf } from "../periods/slots"
import { type BookingRow } from "./booking-rows"
import { addCharge, type Charge } from "./charges"
import { insertDowntime } from "./downtime"
import { shrinkFleet } from "./fleet-steps"
import { insertIncident } from "./incidents"
import { type Ledger } from "./ledger"
import { type Moment } from "./order-goods"
import { attachPhotos, type PhotoMoment } from "./photos"
import { execute } from "./query"
import {
  type ChargeRequest,
  type DamageRequest,
  type LossRequest,
  type ReturnContext,
  type ReturnRequest,
} from "./returns"
import { setApart } from "./set-apart"

/** Goods that are back, and what is to be said of parts of them. */
export interface SettledGoods {
  /** As it is now: returned. */
  row: BookingRow
  request: ReturnRequest
  /** The serial units of the booking. */
  unit_ids: readonly string[]
}

/** Everything of a return that is the same for all its goods. */
export interface Settlement {
  ledger: Ledger
  order_id: string
  context: ReturnContext
  moment: Moment
  photos: PhotoMoment
}

/** A booking that damaged or lost units were set apart to, and what is noted of it. */
export interface SettledPart {
  booking_id: string
  kind: "damage" | "loss"
  incident_id: string
  /** What it costs the customer; null for nothing. */
  charge: Charge | null
  /** The first day on which the units are in repair, or not owned any more. */
  day: LocalDate
  /** The last day of the repair; null without an end, or without a repair. */
  repair_until: LocalDate | null
  /** Damaged units that can be rented as they are stay in service. */
  out_of_service: boolean
}

/**
 * Sets damaged and lost units apart. Damaged ones go to repair, lost ones leave the fleet,
 * both from the day after, for on this day the booking still has them. What later bookings
 * lack by it is overbooked: the caller has said who and why.
 */
export async function settleParts(
  trx: Knex.Transaction,
  settlement: Settlement,
  goods: SettledGoods
): Promise<SettledPart[]> {
  const item = (await settlement.ledger.items()).get(goods.row.item_id)
  if (!item) {
    throw requestError("booking_id", "This item is not for rent any more")
  }
  const parts = partsOf(goods)
  if (!parts.length) {
    return []
  }
  const ends = endOf(settlement, item, goods.row)
  const { occupied_to, turnaround_after } = goods.row
  const ids = await setApart(
    trx,
    goods.row,
    parts.map((part) => ({
      quantity: part.quantity,
      unit_id: part.unit_id,
      condition: part.kind === "loss" ? "lost" : "damaged",
      occupied_to: isKept(part) ? occupied_to : ends.occupied_to,
      turnaround_after: isKept(part) ? turnaround_after : ends.turnaround_after,
    }))
  )
  const settled: SettledPart[] = []
  for (const [at, part] of parts.entries()) {
    const row = { ...goods.row, id: ids[at]!, quantity: part.quantity }
    settled.push(await settlePart(trx, settlement, { item, row, part, day: ends.day }))
  }
  return settled
}

/** Damaged or lost units that are dealt with as one; serial units one by one. */
type Part = { quantity: number; unit_id: string | null } & (
  | { kind: "damage"; request: DamageRequest; isFirst: boolean }
  | { kind: "loss"; request: LossRequest; isFirst: boolean }
)

interface PartSettlement {
  item: ItemRow
  row: BookingRow
  part: Part
  day: LocalDate
}

/** @throws RentalError `rental_request_invalid` naming what does not add up */
export function refuseParts({ row, request, unit_ids }: SettledGoods): void {
  const all = [...(request.damaged ?? []), ...(request.lost ?? [])]
  const named = all.flatMap((part) => part.unit_ids ?? [])
  const twice = named.find((id, at) => named.indexOf(id) !== at)
  if (twice) {
    throw requestError("unit_ids", `Unit ${twice} is both one and another`)
  }
  const stranger = named.find((id) => !unit_ids.includes(id))
  if (stranger) {
    throw requestError("unit_ids", `Unit ${stranger} does not come back with ${row.id}`)
  }
  if (unit_ids.length && all.some((part) => !part.unit_ids)) {
    throw requestError("unit_ids", "Name the units that are damaged or lost")
  }
  const units = all.reduce((sum, part) => sum + unitsIn(part), 0)
  if (units > row.quantity) {
    throw requestError(
      "quantity",
      `${units} units are damaged or lost of ${row.quantity} of booking ${row.id}`
    )
  }
}

function unitsIn({
  quantity,
  unit_ids,
}: {
  quantity?: number
  unit_ids?: readonly string[]
}): number {
  if (quantity !== undefined && unit_ids && quantity !== unit_ids.length) {
    throw requestError("unit_ids", `Name as many units as are meant: ${quantity}`)
  }
  return unit_ids?.length ?? quantity ?? 1
}

function partsOf({ request }: SettledGoods): Part[] {
  const each = <R extends DamageRequest | LossRequest>(one: R) =>
    (one.unit_ids ?? [null]).map((unit_id, at) => ({
      request: one,
      unit_id,
      quantity: unit_id === null ? unitsIn(one) : 1,
      isFirst: at === 0,
    }))
  return [
    ...(request.damaged ?? []).flatMap((one) =>
      each(one).map((part) => ({ ...part, kind: "damage" as const }))
    ),
    ...(request.lost ?? []).flatMap((one) =>
      each(one).map((part) => ({ ...part, kind: "loss" as const }))
    ),
  ]
}

/** Damaged goods that can be rented as they are keep their turnaround. */
function isKept(part: Part): boolean {
  return part.kind === "damage" && part.request.out_of_service === false
}

/**
 * Until when set-apart units are in their booking: the end of today. Where their turnaround
 * is over already, they are missing today.
 */
function endOf(
  { ledger, moment }: Settlement,
  item: ItemRow,
  row: BookingRow
): { occupied_to: number; turnaround_after: number; day: LocalDate } {
  if (row.occupied_to < moment.slotOf(row.slot_minutes)) {
    const { occupied_to, turnaround_after } = row
    return { occupied_to, turnaround_after, day: moment.today }
  }
  const day = addDays(moment.today, 1)
  const last = firstSlotOf(day, item.slot_minutes, ledger.timezone) - 1
  const occupied_to = Math.max(row.occupied_from, last)
  const turnaround_after = row.turnaround_after + occupied_to - row.occupied_to
  return { occupied_to, turnaround_after: Math.max(0, turnaround_after), day }
}

async function settlePart(
  trx: Knex.Transaction,
  settlement: Settlement,
  { item, row, part, day }: PartSettlement
): Promise<SettledPart> {
  const { context, order_id } = settlement
  const downtime_id =
    part.kind === "loss"
      ? await leaveFleet(trx, settlement, { item, row, part, day })
      : await goToRepair(trx, settlement, { item, row, part, day })
  const incident_id = await insertIncident(trx, {
    kind: part.kind,
    order_id,
    booking_id: row.id,
    item_id: row.item_id,
    location_id: row.location_id,
    quantity: part.quantity,
    unit_id: part.unit_id,
    note: part.request.note ?? null,
    day,
    downtime_id,
    created_by: context.author,
  })
  // One photo shows one incident: of units that are noted together, the first.
  await attachPhotos(trx, part.isFirst ? (part.request.photo_ids ?? []) : [], {
    booking_id: row.id,
    moment: settlement.photos,
    incident_id,
  })
  const made = await charge(trx, settlement, { item, row, part, day }, incident_id)
  return {
    booking_id: row.id,
    kind: part.kind,
    incident_id,
    charge: made,
    day,
    repair_until: part.kind === "damage" ? (part.request.repair_until ?? null) : null,
    out_of_service: !isKept(part),
  }
}

async function leaveFleet(
  trx: Knex.Transaction,
  { ledger }: Settlement,
  { item, row, part, day }: PartSettlement
): Promise<null> {
  const from_slot = firstSlotOf(day, item.slot_minutes, ledger.timezone)
  const { item_id, location_id } = row
  await shrinkFleet(trx, { item_id, location_id, day, from_slot }, part.quantity)
  if (part.unit_id !== null) {
    await execute(
      trx,
      `UPDATE rental_unit SET retired_at = coalesce(retired_at, rental_now()),
              updated_at = rental_now() WHERE id = ?`,
      [part.unit_id]
    )
  }
  return null
}

async function goToRepair(
  trx: Knex.Transaction,
  { ledger, context }: Settlement,
  { item, row, part, day }: PartSettlement
): Promise<string | null> {
  if (part.kind !== "damage" || isKept(part)) {
    return null
  }
  const { repair_until = null, note = null } = part.request
  if (repair_until && repair_until < day) {
    throw requestError("repair_until", `The repair begins on ${day}`)
  }
  const downtime = await insertDowntime(trx, ledger, item, {
    location_id: row.location_id,
    quantity: part.quantity,
    reason: "repair",
    note,
    start_date: day,
    end_date: repair_until,
    created_by: context.author,
    unit_id: part.unit_id,
  })
  return downtime.id
}

async function charge(
  trx: Knex.Transaction,
  { context, order_id }: Settlement,
  { item, row, part }: PartSettlement,
  incident_id: string
): Promise<Charge | null> {
  const asked = chargeOf(part, item, context)
  if (!asked) {
    return null
  }
  const { currency_code } = context
  if (!currency_code) {
    throw requestError("charge", "This order has no currency to charge in")
  }
  return await addCharge(trx, {
    order_id,
    kind: part.kind,
    amount: asked.amount,
    currency_code,
    reason: asked.reason ?? part.request.note ?? WORDS[part.kind],
    quantity: part.quantity,
    line_item_id: row.line_item_id,
    booking_id: row.id,
    unit_id: part.unit_id,
    incident_id,
    created_by: context.author,
  })
}

const WORDS = { damage: "Damaged", loss: "Lost" } as const

/** What staff said; of lost goods that nothing is said of, what it costs to replace them. */
function chargeOf(
  part: Part,
  item: ItemRow,
  { currency_code }: ReturnContext
): ChargeRequest | null {
  const { charge: asked } = part.request
  if (asked !== undefined) {
    // Said of several units together: each serial unit has its share with the first.
    return asked && part.isFirst ? asked : null
  }
  const { replacement_value } = item
  const isSame =
    item.currency_code === null ||
    item.currency_code.toLowerCase() === currency_code?.toLowerCase()
  if (part.kind === "damage" || !currency_code || !replacement_value || !isSame) {
    return null
  }
  const amount = MathBN.mult(replacement_value, part.quantity)
  return MathBN.gt(amount, 0) ? { amount: amount.toFixed() } : null
}
