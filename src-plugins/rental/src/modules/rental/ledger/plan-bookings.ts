import { byVariant, unitsOfLine, type ItemIndex } from "../items/item-rows"
import { type PackageChoice } from "../packages/package-terms"
import { daySlot, DAY_SLOT, occupiedSlots } from "../periods/slots"
import { periodColumns, type RentalPeriod } from "../periods/rental-period"
import { refuseTooLong } from "./booking-limits"
import { type BookingContent, type BookingState } from "./booking-rows"

/** A line of a cart or an order, as the ledger needs it. */
export interface CartLine {
  line_item_id: string
  variant_id: string
  quantity: number
  /** What was chosen of a package; without, it is looked up, or as the shop has it. */
  choice?: PackageChoice
}

/** What is to be booked, and how. */
export interface BookingPlan {
  lines: readonly CartLine[]
  period: RentalPeriod
  items: ItemIndex
  /** IANA zone of the shop, which hours are counted in. */
  timezone: string
  state: Extract<BookingState, "draft" | "held" | "reserved">
  /** Which ends of a rental the shop limits a day: they are booked like units. */
  visits: LimitedVisits
}

export interface LimitedVisits {
  readonly departures: boolean
  readonly returns: boolean
}

/** An item without a fleet has no place; its slots have no capacity, so it is refused. */
export const NO_LOCATION = ""

/** Items that stand for the departures and the returns of a day. */
export const DEPARTURES = "#departures"
export const RETURNS = "#returns"

/** Whether a booking is of goods: the others stand for visits and jobs of a day. */
export function isGoods({ item_id }: { item_id: string }): boolean {
  return !item_id.startsWith("#")
}

/**
 * The bookings that lines need, packages exploded into their components, in the order in
 * which the ledger takes its locks. Holds have no expiry yet, and an item of several places
 * is taken from the first (see `choosePlaces`).
 *
 * @throws Error when a line's variant is not among `items`
 * @throws RentalError `rental_period_invalid` when an item cannot be booked so long
 */
export function planBookings(plan: BookingPlan): BookingContent[] {
  const variants = byVariant(plan.items)
  const bookings = plan.lines
    .filter((line) => line.quantity > 0)
    .flatMap((line) => {
      const lineItem = variants.get(line.variant_id)
      if (!lineItem) {
        throw new Error(`Variant ${line.variant_id} is not rentable`)
      }
      return unitsOfLine(plan.items, lineItem, line.choice).map(({ item_id, quantity }) =>
        planBooking(plan, line, item_id, quantity)
      )
    })
  return [...bookings, ...planVisits(plan, bookings.length > 0)].sort(inLockOrder)
}

/** The order of (item, location, first slot). */
export function inLockOrder(a: BookingContent, b: BookingContent): number {
  return (
    compare(a.item_id, b.item_id) ||
    compare(a.location_id, b.location_id) ||
    a.occupied_from - b.occupied_from
  )
}

function planBooking(
  plan: BookingPlan,
  line: CartLine,
  itemId: string,
  perUnit: number
): BookingContent {
  const item = plan.items.get(itemId)
  if (!item) {
    throw new Error(`Component ${itemId} of ${line.variant_id} is missing`)
  }
  refuseTooLong(plan.period, item.slot_minutes)
  return {
    line_item_id: line.line_item_id,
    line_variant_id: line.variant_id,
    line_quantity: line.quantity,
    item_id: itemId,
    location_id: item.fleet[0]?.location_id ?? NO_LOCATION,
    quantity: line.quantity * perUnit,
    ...periodColumns(plan.period),
    slot_minutes: item.slot_minutes,
    turnaround_before: item.turnaround_before,
    turnaround_after: item.turnaround_after,
    ...occupiedSlots(plan.period, item, plan.timezone),
    state: plan.state,
    expires_at: null,
  }
}

function planVisits(plan: BookingPlan, anything: boolean): BookingContent[] {
  const { period, visits } = plan
  const visit = (item_id: string, day: number): BookingContent => ({
    line_item_id: item_id,
    line_variant_id: item_id,
    line_quantity: 1,
    item_id,
    location_id: NO_LOCATION,
    quantity: 1,
    ...periodColumns(period),
    slot_minutes: DAY_SLOT,
    turnaround_before: 0,
    turnaround_after: 0,
    occupied_from: day,
    occupied_to: day,
    state: plan.state,
    expires_at: null,
  })
  return anything
    ? [
        ...(visits.departures ? [visit(DEPARTURES, daySlot(period.start_date))] : []),
        ...(visits.returns ? [visit(RETURNS, daySlot(period.end_date))] : []),
      ]
    : []
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
