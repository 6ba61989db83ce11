import { type FleetStep, type Shop, type ShopItem } from "../shop"
import { dayNumber, type LocalClock } from "./local-clock"

/*
 * What the ledger should believe, kept by hand: lists, searched from end to end, and sums
 * made anew each time. Nothing here comes from the ledger's own code.
 */

export interface Period {
  start_date: string
  end_date: string
  start_time?: string
  end_time?: string
}

export type State = "draft" | "held" | "reserved" | "out" | "returned" | "no_show"

/** A booking as the model believes in it; expired and cancelled ones are not in the model. */
export interface Booked {
  /** The row of the ledger, once the two have been compared. */
  id: string | null
  cart: string | null
  order: string | null
  line: string
  variant: string
  item: string
  place: string
  quantity: number
  minutes: number
  before: number
  after: number
  from: number
  to: number
  state: State
  /** Instant at which a hold runs out. */
  expires: number | null
  period: Period
  /** Serial units that are out with it. */
  units?: readonly string[]
}

export interface Cart {
  id: string
  visitor: string | null
  period: Period
  /** What the customer sees in the cart: variant -> quantity. */
  lines: Record<string, number>
  order: string | null
  /** Completion -> instant at which it began. */
  completions: Record<string, number>
  /** Instant at which a completion of it last began, failed or ended. */
  touched: number
}

export interface Order {
  id: string
  cart: string | null
  period: Period
  lines: Record<string, number>
  draft: boolean
  cancelled: boolean
}

export interface Downtime {
  id: string
  variant: string
  place: string
  quantity: number
  start_date: string
  end_date: string | null
}

const MINUTE = 60_000
const HALF_DAY = 12 * 60 * MINUTE
export const COMPLETING_MS = 2 * MINUTE
export const DEAD_AFTER_MS = 20_000

export class Model {
  now: number
  items: readonly ShopItem[]
  /** Things with serial numbers, by their id: of which variant. */
  units: ReadonlyMap<string, string> = new Map()
  carts = new Map<string, Cart>()
  orders = new Map<string, Order>()
  bookings: readonly Booked[] = []
  downtimes: readonly Downtime[] = []

  constructor(
    readonly shop: Shop,
    readonly clock: LocalClock
  ) {
    this.now = shop.start
    this.items = shop.items
  }

  /** Another model that can change without this one: whatever is inside is never changed. */
  copy(): Model {
    const copy = new Model(this.shop, this.clock)
    copy.now = this.now
    copy.items = this.items
    copy.units = this.units
    copy.carts = new Map(this.carts)
    copy.orders = new Map(this.orders)
    copy.bookings = this.bookings
    copy.downtimes = this.downtimes
    return copy
  }

  item(variant: string): ShopItem {
    const known = [...this.items, ...this.shop.visits]
    const found = known.find((item) => item.variant === variant)
    if (!found) {
      throw new Error(`The shop has no ${variant}`)
    }
    return found
  }

  today(): string {
    return this.clock.dateAt(this.now)
  }

  isLapsed(booking: Booked): boolean {
    return booking.state === "held" && booking.expires! <= this.now
  }

  /** Whether a booking keeps its units from others now. */
  counts(booking: Booked): boolean {
    return takesSlots(booking) && !this.isLapsed(booking)
  }

  ownedBy(owner: { cart: string } | { order: string }): Booked[] {
    return this.bookings.filter(
      (b) =>
        !isOver(b) && ("cart" in owner ? b.cart === owner.cart : b.order === owner.order)
    )
  }

  /** Slots before it are history: what a place owned then stays as it was. */
  oldestOpenSlot(minutes: number): number {
    return minutes === 1440
      ? Math.floor((this.now - HALF_DAY) / (2 * HALF_DAY))
      : Math.floor(this.now / MINUTE / minutes)
  }

  unitsOf(variant: string): string[] {
    return [...this.units].filter(([, of]) => of === variant).map(([id]) => id)
  }

  /** Serial units that are not in the store room. */
  unitsOut(): Set<string> {
    return new Set(this.bookings.flatMap((b) => b.units ?? []))
  }

  placesOf(variant: string): string[] {
    return [...new Set(this.item(variant).fleet.map((step) => step.location_id))].sort()
  }

  /** Units owned at a place in a slot. */
  capacity(variant: string, place: string, slot: number): number {
    const item = this.item(variant)
    const begun = item.fleet
      .filter((step) => step.location_id === place && this.beginOf(item, step) <= slot)
      .sort((a, b) => this.beginOf(item, b) - this.beginOf(item, a))
    return begun[0]?.quantity ?? 0
  }

  /** Units out of service at a place in a slot. */
  blocked(variant: string, place: string, slot: number): number {
    const { minutes } = this.item(variant)
    return this.downtimes
      .filter((down) => down.variant === variant && down.place === place)
      .filter((down) => {
        const first = this.clock.slotsOf(day(down.start_date), minutes).first
        const last =
          down.end_date === null
            ? Infinity
            : this.clock.slotsOf(day(down.end_date), minutes).last
        return first <= slot && slot <= last
      })
      .reduce((sum, down) => sum + down.quantity, 0)
  }

  /** Units booked in a slot by bookings that count, and pass the filter. */
  booked(
    variant: string,
    place: string,
    slot: number,
    which: (booking: Booked) => boolean = () => true
  ): number {
    let units = 0
    for (const b of this.bookings) {
      if (b.item === variant && b.place === place && b.from <= slot && slot <= b.to) {
        units += this.counts(b) && which(b) ? b.quantity : 0
      }
    }
    return units
  }

  free(variant: string, place: string, slot: number): number {
    return (
      this.capacity(variant, place, slot) -
      this.blocked(variant, place, slot) -
      this.booked(variant, place, slot)
    )
  }

  /** The slots that units of an item are away for: the period, and turnaround around it. */
  occupied(item: ShopItem, period: Period): { from: number; to: number } {
    const { first, last } = this.clock.slotsOf(period, item.minutes)
    return { from: first - item.before, to: last + item.after }
  }

  /** The least that is free, and the least that is owned, over what a period occupies. */
  freeFor(
    variant: string,
    place: string,
    period: Period
  ): { free: number; owned: number } {
    const { from, to } = this.occupied(this.item(variant), period)
    let free = Infinity
    let owned = Infinity
    for (let slot = from; slot <= to; slot++) {
      free = Math.min(free, this.free(variant, place, slot))
      owned = Math.min(owned, this.capacity(variant, place, slot))
    }
    return { free, owned }
  }

  /** Whether more units are ever out of service than a place owns. */
  isOverblocked(variant: string, place: string): boolean {
    const { minutes, fleet } = this.item(variant)
    const begins = [
      ...fleet.map((step) => this.beginOf(this.item(variant), step)),
      ...this.downtimes
        .filter((down) => down.variant === variant)
        .flatMap((down) => [
          this.clock.slotsOf(day(down.start_date), minutes).first,
          ...(down.end_date
            ? [this.clock.slotsOf(day(down.end_date), minutes).last + 1]
            : []),
        ]),
    ].filter((slot) => slot > -Infinity)
    return begins.some(
      (slot) => this.blocked(variant, place, slot) > this.capacity(variant, place, slot)
    )
  }

  private beginOf(item: ShopItem, step: FleetStep): number {
    return step.effective_from === undefined
      ? -Infinity
      : this.clock.slotsOf(day(step.effective_from), item.minutes).first
  }
}

/** Whether a booking has slots of its own, a hold that ran out included. */
export function takesSlots({ state }: { state: string }): boolean {
  return state !== "draft" && state !== "no_show"
}

/** Whether nothing of a booking is still to come. */
export function isOver({ state }: { state: string }): boolean {
  return state === "returned" || state === "no_show"
}

export function samePeriod(a: Period, b: Period): boolean {
  return (
    a.start_date === b.start_date &&
    a.end_date === b.end_date &&
    a.start_time === b.start_time &&
    a.end_time === b.end_time
  )
}

/** The last slot of a period itself. */
function lastSlot(model: Model, booking: Booked): number {
  return booking.minutes === 1440
    ? dayNumber(booking.period.end_date)
    : model.clock.slotsOf(booking.period, booking.minutes).last
}

/** Whether it stands for an end of a rental, not for goods. */
export function isVisit({ item }: { item: string }): boolean {
  return item.startsWith("#")
}

/** Whether goods are out that should be back. */
export function isLate(model: Model, booking: Booked): boolean {
  return (
    booking.state === "out" &&
    lastSlot(model, booking) < model.clock.slotAt(model.now, booking.minutes)
  )
}

function day(date: string): Period {
  return { start_date: date, end_date: date }
}
