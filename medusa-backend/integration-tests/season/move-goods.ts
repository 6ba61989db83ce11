import { addDays, daysBetween, later } from "./calendar"
import {
  atOrder,
  NOT_FREE,
  readGoods,
  skuOf,
  tell,
  type Goods,
  type Life,
  type Season,
} from "./life"
import type { PlannedFate } from "./plan"

/** Packs and hands out what is to leave; goods that leave early may not be free yet. */
export async function handOut(season: Season, life: Life): Promise<void> {
  const { plan } = life
  const goods = (await readGoods(season, life)).filter(isToLeave)
  await pack(season, life, goods)
  const isFirstLoad = life.phase === "placed"
  const share = isFirstLoad ? plan.firstLoad : 1
  const bookings = partsOf(goods, share)
  const what = `hand out ${words(bookings)}`
  const call = () => atOrder(season, life, "check-out", { bookings })
  const answers = bookings.length
    ? await tell(season, life, what, call, NOT_FREE)
    : [null]
  if (answers.length) {
    life.phase = "out"
    life.on.left = season.today
    life.allLeft = share === 1
  }
}

/** Takes back what the customer brings, on the day that they bring it. */
export async function takeBack(season: Season, life: Life): Promise<void> {
  const goods = (await readGoods(season, life)).filter(({ state }) => state === "out")
  const isFirst = life.on.returned === undefined
  const bookings = partsOf(goods, isFirst ? life.plan.firstReturn : 1)
  const fate = life.fates.find(({ noticed }) => noticed === "returned")
  const said = withFate(season, life, bookings, fate)
  const what = `take back ${words(said)}`
  const answers = await tell(season, life, what, () =>
    atOrder(season, life, "check-in", { bookings: said })
  )
  noteLosses(season, life, answers, fate)
  noteLate(season, life, goods, said)
  life.on.returned = season.today
  const left = await readGoods(season, life)
  if (!left.some(({ state }) => state === "out")) {
    life.phase = "back"
  }
}

/** Looks over what is back, and finds what nobody had seen. */
export async function lookOver(season: Season, life: Life): Promise<void> {
  const goods = (await readGoods(season, life)).filter(
    ({ state }) => state === "returned"
  )
  const fate = life.fates.find(({ noticed }) => noticed === "checked")
  const said = withFate(season, life, partsOf(goods, 1), fate)
  const answers = said.length
    ? await tell(season, life, `look over ${words(said)}`, () =>
        atOrder(season, life, "check", { bookings: said })
      )
    : []
  noteLosses(season, life, answers, fate)
  life.phase = "checked"
  life.on.checked = season.today
}

/** What was lost turns up. */
export async function find(season: Season, life: Life): Promise<void> {
  for (const one of life.lost.filter((lost) => isFound(season, lost))) {
    const path = `/admin/rental/incidents/${one.incidentId}/found`
    await tell(season, life, `find ${one.quantity}`, () =>
      season.shop.admin("POST", path, { found: one.quantity })
    )
    count(life.told.found, one.sku, one.quantity)
    one.foundOn = null
    one.isFound = true
  }
}

export function isFound(season: Season, { foundOn }: Life["lost"][number]): boolean {
  return foundOn !== null && foundOn <= season.today
}

/** When the goods of an order come back: never before they have left. */
export function dueBack(life: Life): string {
  const { late } = life.plan
  const first = later(addDays(life.end, late), life.on.left!)
  return life.on.returned === undefined ? first : addDays(life.on.returned, 1)
}

function isToLeave({ state }: Pick<Goods, "state">): boolean {
  return state === "reserved" || state === "prepared"
}

async function pack(season: Season, life: Life, goods: readonly Goods[]): Promise<void> {
  const { packs } = life.plan
  if (packs !== "nothing" && goods.length) {
    const bookings = goods.map(({ id, quantity }) => ({
      booking_id: id,
      quantity: packs === "all" ? quantity : Math.ceil(quantity / 2),
    }))
    await tell(season, life, `pack ${words(bookings)}`, () =>
      atOrder(season, life, "prepare", { bookings })
    )
  }
}

/** Of each thing in the catalogue. */
const REPLACEMENT_VALUE = 50

type Part = { booking_id: string; quantity: number; damaged?: object[]; lost?: object[] }

function partsOf(goods: readonly Goods[], share: number): Part[] {
  return goods.map(({ id, quantity }) => ({
    booking_id: id,
    quantity: Math.max(1, Math.floor(quantity * share)),
  }))
}

/** The fate meets the first booking that is large enough for it. */
function withFate(
  season: Season,
  life: Life,
  parts: Part[],
  fate: PlannedFate | undefined
): Part[] {
  const units = (fate?.damaged ?? 0) + (fate?.lost ?? 0)
  const met = parts.find(({ quantity }) => quantity >= units)
  if (!fate || !met || units === 0) {
    return parts
  }
  life.fates = life.fates.filter((one) => one !== fate)
  const { damaged, lost, amount, repairDays, outOfService } = fate
  // A loss is charged by what the thing is worth.
  life.toldCharges += (damaged ? (amount ?? 0) : 0) + lost * REPLACEMENT_VALUE
  const damage = {
    quantity: damaged,
    note: "Scratched",
    charge: amount === null ? null : { amount },
    out_of_service: outOfService,
    ...(repairDays && outOfService
      ? { repair_until: addDays(season.today, repairDays) }
      : {}),
  }
  return parts.map((part) =>
    part === met
      ? {
          ...part,
          ...(damaged ? { damaged: [damage] } : {}),
          ...(lost ? { lost: [{ quantity: lost }] } : {}),
        }
      : part
  )
}

/** Of a call that was sent twice, one answer has the losses. */
function noteLosses(
  season: Season,
  life: Life,
  answers: readonly { incidents: Incident[] }[],
  fate: PlannedFate | undefined
): void {
  const incidents = answers.flatMap((answer) => answer.incidents)
  for (const { id, charge_id, quantity, variant_id } of incidents.filter(isLoss)) {
    const days = fate?.foundAfter ?? null
    const foundOn = days === null ? null : addDays(season.today, days)
    const sku = skuOf(season, variant_id)
    life.lost.push({
      incidentId: id,
      chargeId: charge_id,
      sku,
      quantity,
      foundOn,
      isFound: false,
    })
    count(life.told.lost, sku, quantity)
  }
}

function noteLate(
  season: Season,
  life: Life,
  goods: readonly Goods[],
  said: readonly Part[]
): void {
  const days = daysBetween(life.end, season.today)
  if (days > 0) {
    for (const { booking_id, quantity } of said) {
      const { variant_id } = goods.find(({ id }) => id === booking_id)!
      life.cameLate.push({ variantId: variant_id, units: quantity, days })
    }
  }
}

function isLoss({ kind }: Incident): boolean {
  return kind === "loss"
}

type Incident = {
  id: string
  kind: string
  charge_id: string | null
  variant_id: string
  quantity: number
}

function count(counts: Record<string, number>, sku: string, units: number): void {
  counts[sku] = (counts[sku] ?? 0) + units
}

function words(parts: readonly Part[]): string {
  return parts
    .map(({ quantity, damaged, lost }) =>
      [quantity, damaged && "some damaged", lost && "some lost"].filter(Boolean).join(" ")
    )
    .join(" and ")
}
