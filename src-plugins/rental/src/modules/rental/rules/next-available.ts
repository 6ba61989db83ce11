import {
  byVariant,
  finestSlot,
  placesOf,
  unitsOfLine,
  type ItemIndex,
  type ItemRow,
} from "../items/item-rows"
import { type BookingOwner } from "../ledger/booking-rows"
import { readFreeSlots, type SlotStretch } from "../ledger/free-slots"
import { type Ledger } from "../ledger/ledger"
import {
  DEPARTURES,
  NO_LOCATION,
  RETURNS,
  type LimitedVisits,
} from "../ledger/plan-bookings"
import { type PackageChoice } from "../packages/package-terms"
import { type RentalPeriod } from "../periods/rental-period"
import { DAY_SLOT, longestDays, occupiedSlots, type Slotted } from "../periods/slots"
import {
  freePeriods,
  wantedPlaceInDay,
  wantedTogether,
  type FreeInSlot,
} from "./free-periods"
import { nearestPeriod, SEARCH_DAYS, searchRange } from "./nearest-period"
import { type ShopRules } from "./period-rules"

/** What is wanted, and when it was asked for. */
export interface NextAvailableQuery {
  readonly asked: RentalPeriod
  readonly shop: ShopRules
  /** Lines of a cart; none asks for the rules alone. */
  readonly lines: readonly {
    variant_id: string
    quantity: number
    choice?: PackageChoice
  }[]
  /** The cart or order whose own bookings do not count against it. */
  readonly owner?: BookingOwner | null
  readonly now?: Date
}

/**
 * The period nearest to the asked one that breaks no rule and has the units of all lines
 * free, turnaround, packages, departures and returns of the day included; see
 * `nearestPeriod`. One read of the ledger.
 *
 * @returns `null` when there is none within half a year, or, of items by the minute, in what
 *   can be looked through; a line that is not for rent counts
 *   for nothing
 */
export async function nextAvailable(
  ledger: Ledger,
  query: NextAvailableQuery
): Promise<RentalPeriod | null> {
  const { asked, now = new Date() } = query
  const items = await ledger.items()
  const parts = partsOf(items, query.lines)
  const shop = withinItems(query.shop, items, query.lines)
  const search = { ...shop, asked, now, searchDays: searchDays(parts) }
  const range = searchRange(search)
  if (!range) {
    return null
  }
  const whole = { start_date: range.from, end_date: range.to }
  const visits = query.lines.length ? await ledger.limitedVisits() : NONE
  const free = await readFree(
    ledger,
    [
      ...parts.flatMap(({ part }) => stretchesOf(part, whole, shop.timezone)),
      ...stretchesOfVisits(visits, whole, shop.timezone),
    ],
    query.owner ?? null
  )
  const wanted = [
    ...wantedTogether(
      parts.map(({ part, perUnit, quantity }) => ({
        quantity,
        parts: [
          {
            item_id: part.id,
            perUnit,
            slot_minutes: part.slot_minutes,
            turnaround_before: part.turnaround_before,
            turnaround_after: part.turnaround_after,
            places: placesOf(part).map((place) => free(part.id, place)),
          },
        ],
      }))
    ),
    ...(visits.departures
      ? [wantedPlaceInDay("start", free(DEPARTURES, NO_LOCATION))]
      : []),
    ...(visits.returns ? [wantedPlaceInDay("end", free(RETURNS, NO_LOCATION))] : []),
  ]
  return nearestPeriod({ ...search, isFree: freePeriods(wanted, range, shop.timezone) })
}

/** The rules, with no rental longer than the items of its lines can be booked. */
export function withinItems(
  shop: ShopRules,
  items: ItemIndex,
  lines: NextAvailableQuery["lines"]
): ShopRules {
  const variants = byVariant(items)
  const longest = lines.flatMap(({ variant_id }) => {
    const item = variants.get(variant_id)
    return item ? [longestDays(finestSlot(items, item))] : []
  })
  const max_days = Math.min(shop.rules.max_days, ...longest)
  return { ...shop, rules: { ...shop.rules, max_days } }
}

/** Slots one search looks at, about; but it always looks a week around. */
const MOST_SLOTS = 200_000
const LEAST_SEARCH_DAYS = 7

function searchDays(parts: readonly { part: ItemRow }[]): number {
  const slotsOfDay = parts.reduce(
    (sum, { part }) => sum + (DAY_SLOT / part.slot_minutes) * placesOf(part).length,
    0
  )
  const days = Math.floor(MOST_SLOTS / 2 / Math.max(1, slotsOfDay))
  return Math.min(SEARCH_DAYS, Math.max(LEAST_SEARCH_DAYS, days))
}

const NONE: LimitedVisits = { departures: false, returns: false }
const WHOLE_DAY: Slotted = {
  slot_minutes: DAY_SLOT,
  turnaround_before: 0,
  turnaround_after: 0,
}

function partsOf(
  items: ItemIndex,
  lines: NextAvailableQuery["lines"]
): { part: ItemRow; perUnit: number; quantity: number }[] {
  const variants = byVariant(items)
  return lines.flatMap(({ variant_id, quantity, choice }) => {
    const item = variants.get(variant_id)
    return (item ? unitsOfLine(items, item, choice) : []).flatMap((unit) => {
      const part = items.get(unit.item_id)
      return part ? [{ part, perUnit: unit.quantity, quantity }] : []
    })
  })
}

function stretchesOf(
  item: ItemRow,
  whole: RentalPeriod,
  timezone: string
): SlotStretch[] {
  const slots = occupiedSlots(whole, item, timezone)
  return placesOf(item).map((location_id) => ({
    item_id: item.id,
    location_id,
    ...slots,
  }))
}

function stretchesOfVisits(
  visits: LimitedVisits,
  whole: RentalPeriod,
  timezone: string
): SlotStretch[] {
  const slots = occupiedSlots(whole, WHOLE_DAY, timezone)
  return [
    ...(visits.departures ? [DEPARTURES] : []),
    ...(visits.returns ? [RETURNS] : []),
  ].map((item_id) => ({ item_id, location_id: NO_LOCATION, ...slots }))
}

async function readFree(
  ledger: Ledger,
  stretches: readonly SlotStretch[],
  owner: BookingOwner | null
): Promise<(itemId: string, locationId: string) => FreeInSlot> {
  const rows = stretches.length ? await readFreeSlots(ledger.knex, stretches, owner) : []
  const free = new Map<string, Map<number, number>>()
  for (const row of rows) {
    const key = `${row.item_id} ${row.location_id}`
    const slots = free.get(key) ?? new Map<number, number>()
    free.set(key, slots.set(row.slot, row.free))
  }
  return (itemId, locationId) => {
    const slots = free.get(`${itemId} ${locationId}`)
    return (slot) => slots?.get(slot) ?? 0
  }
}
