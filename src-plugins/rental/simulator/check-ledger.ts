import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { type BookingState } from "../src/modules/rental/ledger/booking-rows"
import { takesSlots, type Booked, type Model, type Period } from "./model/model"
import { usage } from "./model/shortage"

/** A row of `rental_booking` that is not over, as it is in the database. */
export interface LedgerBooking {
  id: string
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
  state: BookingState
  /** Milliseconds since the epoch. */
  expires: number | null
  period: Period
  units?: string[]
}

interface LedgerSlot {
  item: string
  place: string
  slot: number
  booked: number
  blocked: number
  capacity: number
  overbook: number
}

/** All of the ledger that the model has an opinion on, read in one statement. */
export interface LedgerState {
  bookings: LedgerBooking[]
  slots: LedgerSlot[]
  carts: { id: string; period: Period; order: string | null; completions: string[] }[]
  orders: { id: string; cart: string | null; period: Period }[]
  downtimes: string[]
  /** Slots that are overbooked, and nobody has said why. */
  unexplained: { item: string; slot: number }[]
}

export async function readLedger(knex: Knex): Promise<LedgerState> {
  const { rows } = (await knex.raw(STATE)) as { rows: { state: LedgerState }[] }
  return rows[0]!.state
}

/** DESIGN's invariant of slots, and that the counters are what the bookings say. */
export function findBrokenSlot(state: LedgerState): string | undefined {
  const counted = new Map<string, number>()
  for (const b of state.bookings) {
    for (let slot = b.from; takesSlots(b) && slot <= b.to; slot++) {
      const key = `${b.item} ${b.place} ${slot}`
      counted.set(key, (counted.get(key) ?? 0) + b.quantity)
    }
  }
  for (const s of state.slots) {
    const key = `${s.item} ${s.place} ${s.slot}`
    const units = counted.get(key) ?? 0
    counted.delete(key)
    if (s.booked + s.blocked > s.capacity + s.overbook) {
      return `slot ${key} is oversold: ${JSON.stringify(s)}`
    }
    if (s.overbook !== Math.max(0, s.booked + s.blocked - s.capacity)) {
      return `slot ${key} has slack in its overbooking: ${JSON.stringify(s)}`
    }
    if (s.booked !== units) {
      return `slot ${key} counts ${s.booked} units, its bookings have ${units}`
    }
  }
  for (const [key, units] of counted) {
    if (units) {
      return `slot ${key} does not exist, its bookings have ${units} units`
    }
  }
  const [unexplained] = state.unexplained
  return (
    unexplained && `slot ${unexplained.item} ${unexplained.slot} is overbooked by nobody`
  )
}

/** Supply that differs from the model's, in slots that are not history. */
export function findWrongSupply(state: LedgerState, model: Model): string | undefined {
  for (const s of state.slots) {
    if (s.slot >= model.oldestOpenSlot(model.item(s.item).minutes)) {
      const capacity = model.capacity(s.item, s.place, s.slot)
      const blocked = model.blocked(s.item, s.place, s.slot)
      if (s.capacity !== capacity || s.blocked !== blocked) {
        return (
          `slot ${s.item} ${s.place} ${s.slot} has ${s.capacity} units and ${s.blocked} ` +
          `out of service; it should have ${capacity} and ${blocked}`
        )
      }
    }
  }
  return undefined
}

/** Bookings, carts and orders that differ from what the model believes. */
export function findDifference(state: LedgerState, model: Model): string | undefined {
  const believed = model.bookings.filter((b) => !model.isLapsed(b)).map(inWords)
  const found = state.bookings.filter((b) => !hasLapsed(b, model.now)).map(inWords)
  const lapsed = new Set(model.bookings.filter((b) => model.isLapsed(b)).map(inWords))
  const revived = state.bookings.find(
    (b) => hasLapsed(b, model.now) && !lapsed.has(inWords(b))
  )
  return (
    differ("bookings", found, believed) ??
    (revived &&
      `the ledger has a hold that ran out, which nobody made: ${inWords(revived)}`) ??
    differ(
      "carts",
      state.carts.map((c) => cartInWords(c.id, c.period, c.order, c.completions)),
      [...model.carts.values()].map((c) =>
        cartInWords(c.id, c.period, c.order, Object.keys(c.completions))
      )
    ) ??
    differ(
      "orders",
      state.orders.map((o) => orderInWords(o.id, o.cart, o.period)),
      [...model.orders.values()].map((o) => orderInWords(o.id, o.cart, o.period))
    ) ??
    differ(
      "downtimes",
      state.downtimes,
      model.downtimes.map((d) => d.id)
    )
  )
}

/** Lines that have more than one booking waiting of an item, and orders without any. */
export function findDoubles(state: LedgerState): string | undefined {
  const seen = new Set<string>()
  for (const b of state.bookings) {
    if (b.state === "held" || b.state === "reserved" || b.state === "draft") {
      const key = `${b.order ?? b.cart} ${b.line} ${b.item}`
      if (seen.has(key)) {
        return `line ${key} is booked twice`
      }
      seen.add(key)
    }
    if (b.cart === null && b.order === null) {
      return `booking ${b.id} belongs to nobody`
    }
  }
  return undefined
}

/** Takes the ids of the ledger over into the model, and forgets holds that it has swept. */
export function adoptIds(state: LedgerState, model: Model): void {
  const ids = new Map<string, string[]>()
  for (const b of state.bookings) {
    const key = inWords(b)
    ids.set(key, [...(ids.get(key) ?? []), b.id])
  }
  model.bookings = model.bookings.flatMap((b) => {
    const id = ids.get(inWords(b))?.shift()
    return id === undefined ? [] : [{ ...b, id }]
  })
}

/** Believes what the ledger says: after a burst, in which the model cannot follow. */
export function adoptBookings(state: LedgerState, model: Model): void {
  model.bookings = state.bookings as Booked[]
}

/** Units that the model thinks are used, for comparison of its own bookings. */
export function usedUnits(model: Model): Map<string, number> {
  return usage(model, (b) => model.counts(b))
}

type AnyBooking = Omit<Booked, "id" | "state"> & { state: string }

/** Everything that two equal bookings share: not their id, nor how an order names its lines. */
export function inWords(b: AnyBooking): string {
  return (
    `${b.state} ${b.cart ?? "-"} ${b.order ?? `- ${b.line}`}: ${b.quantity} ${b.item} ` +
    `(${b.variant}) of ${b.place}, ${tidy(b.period).join(" ")}, ` +
    `slots ${b.from}..${b.to} of ${b.minutes} min -${b.before}+${b.after}` +
    (b.units?.length ? ` with ${[...b.units].sort().join(" ")}` : "") +
    (b.expires === null ? "" : ` until ${new Date(b.expires).toISOString()}`)
  )
}

function hasLapsed(booking: LedgerBooking, now: number): boolean {
  return booking.state === "held" && booking.expires! <= now
}

function cartInWords(
  id: string,
  period: Period,
  order: string | null,
  completions: string[]
): string {
  // What became an order cannot be paid again: its completions are of no account.
  const paying = order === null ? [...completions].sort().join(",") : ""
  return `${id} ${tidy(period).join(" ")} order ${order} paying ${paying}`
}

function orderInWords(id: string, cart: string | null, period: Period): string {
  return `${id} of ${cart} ${tidy(period).join(" ")}`
}

function tidy({ start_date, end_date, start_time, end_time }: Period): string[] {
  return [start_date, end_date, start_time ?? "", end_time ?? ""]
}

function differ(what: string, found: string[], believed: string[]): string | undefined {
  const missing = subtract(believed, found)
  const extra = subtract(found, believed)
  if (!missing.length && !extra.length) {
    return undefined
  }
  return [
    `${what} differ`,
    ...missing.slice(0, 4).map((line) => `  only in the model:  ${line}`),
    ...extra.slice(0, 4).map((line) => `  only in the ledger: ${line}`),
  ].join("\n")
}

function subtract(all: string[], some: string[]): string[] {
  const counts = new Map<string, number>()
  for (const line of some) {
    counts.set(line, (counts.get(line) ?? 0) + 1)
  }
  return all.filter((line) => {
    const left = counts.get(line) ?? 0
    counts.set(line, left - 1)
    return left <= 0
  })
}

const PERIOD = `jsonb_strip_nulls(jsonb_build_object(
  'start_date', start_date, 'end_date', end_date,
  'start_time', start_time, 'end_time', end_time))`

const STATE = `
  SELECT jsonb_build_object(
    'bookings', (
      SELECT coalesce(jsonb_agg(jsonb_build_object(
               'id', b.id, 'cart', b.cart_id, 'order', b.order_id, 'line', b.line_item_id,
               'variant', b.line_variant_id, 'item', coalesce(i.variant_id, b.item_id), 'place', b.location_id,
               'quantity', b.quantity, 'minutes', b.slot_minutes,
               'before', b.turnaround_before, 'after', b.turnaround_after,
               'from', b.occupied_from, 'to', b.occupied_to, 'state', b.state,
               'expires', round(extract(epoch FROM b.expires_at) * 1000),
               'units', (SELECT coalesce(jsonb_agg(a.unit_id), '[]')
                           FROM rental_unit_assignment a
                          WHERE a.booking_id = b.id AND a.returned_at IS NULL),
               'period', ${PERIOD}) ORDER BY b.id), '[]')
        FROM rental_booking b LEFT JOIN rental_item i ON i.id = b.item_id
       WHERE b.state IN ('draft', 'held', 'reserved', 'out', 'returned', 'no_show')
    ),
    'slots', (
      SELECT coalesce(jsonb_agg(jsonb_build_object(
               'item', coalesce(i.variant_id, s.item_id), 'place', s.location_id, 'slot', s.slot,
               'booked', s.booked, 'blocked', s.blocked, 'capacity', s.capacity,
               'overbook', s.overbook)), '[]')
        FROM rental_slot s LEFT JOIN rental_item i ON i.id = s.item_id
    ),
    'carts', (
      SELECT coalesce(jsonb_agg(jsonb_build_object(
               'id', cart_id, 'order', order_id, 'period', ${PERIOD},
               'completions', (SELECT coalesce(jsonb_agg(k), '[]')
                                 FROM jsonb_object_keys(completions) k))), '[]')
        FROM rental_cart
    ),
    'orders', (
      SELECT coalesce(jsonb_agg(jsonb_build_object(
               'id', order_id, 'cart', cart_id, 'period', ${PERIOD})), '[]')
        FROM rental_order
    ),
    'downtimes', (SELECT coalesce(jsonb_agg(id), '[]') FROM rental_downtime),
    'unexplained', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('item', s.item_id, 'slot', s.slot)), '[]')
        FROM rental_slot s
       WHERE s.overbook > 0 AND NOT EXISTS (
         SELECT 1 FROM rental_overbooking o
          WHERE o.item_id = s.item_id AND o.location_id = s.location_id
            AND s.slot BETWEEN o.from_slot AND o.to_slot
       )
    )
  ) AS state
`
