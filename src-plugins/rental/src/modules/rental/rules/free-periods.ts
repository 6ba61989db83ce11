import { canServe } from "../ledger/assign-places"
import { type RentalPeriod } from "../periods/rental-period"
import { DAY_SLOT, occupiedSlots, periodSlots, type Slotted } from "../periods/slots"
import { type SearchRange } from "./nearest-period"

/** Units that are free in a slot of an item, at one place. */
export type FreeInSlot = (slot: number) => number

/** Something a period needs: units of one item, for the whole of it. */
export interface WantedUnits extends Slotted {
  /** One for each line; each line is served by one place. */
  readonly quantities: readonly number[]
  /** The places that could serve a line; any one will do. */
  readonly places: readonly FreeInSlot[]
  /** `start` or `end`: needed on that day only, as a place in the day's departures is. */
  readonly during?: "period" | "start" | "end"
}

/** A line of a cart: so many of a variant, and what one of it is made of. */
export interface WantedLine {
  readonly quantity: number
  readonly parts: readonly WantedPart[]
}

/** A variant itself, or a component of a package. */
export interface WantedPart extends Slotted {
  readonly item_id: string
  /** Units that one unit of the variant takes. */
  readonly perUnit: number
  readonly places: readonly FreeInSlot[]
}

/** What several lines need together, by item. */
export function wantedTogether(lines: readonly WantedLine[]): WantedUnits[] {
  const wanted = new Map<string, WantedUnits>()
  for (const { quantity, parts } of lines) {
    for (const { item_id, perUnit, ...part } of parts) {
      const others = wanted.get(item_id)?.quantities ?? []
      const quantities = quantity > 0 ? [...others, quantity * perUnit] : others
      wanted.set(item_id, { ...part, quantities })
    }
  }
  return [...wanted.values()].filter(({ quantities }) => quantities.length > 0)
}

/** A place in the departures or returns of a day, as something a period needs. */
export function wantedPlaceInDay(
  during: "start" | "end",
  freeOnDay: FreeInSlot
): WantedUnits {
  return {
    quantities: [1],
    places: [freeOnDay],
    during,
    slot_minutes: DAY_SLOT,
    turnaround_before: 0,
    turnaround_after: 0,
  }
}

/**
 * Tells of any period inside `range` whether all that is wanted is free, turnaround
 * included. Looks at each slot once, then answers in a step per item and place: the slots
 * that lack units are counted from the left (prefix sums).
 *
 * @returns a function that throws RangeError for a period outside `range`
 */
export function freePeriods(
  wanted: readonly WantedUnits[],
  range: SearchRange,
  timezone: string
): (period: RentalPeriod) => boolean {
  const whole = { start_date: range.from, end_date: range.to }
  const checks = wanted.map((item) => {
    const { turnaround_before: before, turnaround_after: after } = item
    const { occupied_from, occupied_to } = occupiedSlots(whole, item, timezone)
    const together = item.quantities.reduce((sum, quantity) => sum + quantity, 0)
    const lacking = item.places.map((place) =>
      countLacking(place, together, occupied_from, occupied_to)
    )
    const canPart = item.quantities.length > 1 && item.places.length > 1
    return (slots: Slots): boolean => {
      const { first, last } = slots(item)
      const from = first - before - occupied_from
      const to = last + after - occupied_from + 1
      if (from < 0 || last + after > occupied_to) {
        throw new RangeError(`A period is outside ${range.from} to ${range.to}`)
      }
      return (
        lacking.some((counts) => counts[to] === counts[from]) ||
        (canPart &&
          canServe(
            item.quantities,
            item.places.map((place) => leastFree(place, first - before, last + after))
          ))
      )
    }
  })
  return (period) => {
    const slots = slotsOf(period, timezone)
    return checks.every((isFree) => isFree(slots))
  }
}

/** The slots of one period, for each way of counting them. */
type Slots = (item: WantedUnits) => { first: number; last: number }

/* Hours take a calendar to find: once for all items that count alike. */
function slotsOf(period: RentalPeriod, timezone: string): Slots {
  const known = new Map<string, { first: number; last: number }>()
  return ({ slot_minutes, during }) => {
    const key = `${slot_minutes} ${during ?? "period"}`
    const slots =
      known.get(key) ?? periodSlots(narrow(period, during), slot_minutes, timezone)
    known.set(key, slots)
    return slots
  }
}

/** How many slots before each one of the range lack units. */
function countLacking(
  free: FreeInSlot,
  quantity: number,
  from: number,
  to: number
): Int32Array {
  const counts = new Int32Array(to - from + 2)
  for (let slot = from; slot <= to; slot++) {
    const at = slot - from
    counts[at + 1] = counts[at]! + (free(slot) < quantity ? 1 : 0)
  }
  return counts
}

function leastFree(free: FreeInSlot, from: number, to: number): number {
  let least = Infinity
  for (let slot = from; slot <= to; slot++) {
    least = Math.min(least, free(slot))
  }
  return least
}

function narrow(
  period: RentalPeriod,
  during: WantedUnits["during"] = "period"
): RentalPeriod {
  return during === "start"
    ? { ...period, end_date: period.start_date }
    : during === "end"
      ? { ...period, start_date: period.end_date }
      : period
}
