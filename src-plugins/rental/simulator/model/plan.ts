import { DEPARTURES } from "../shop"
import { dayNumber } from "./local-clock"
import { type Booked, type Model, type Period, type State } from "./model"
import { serve } from "./places"

export interface Wanted {
  owner: { cart: string } | { order: string }
  lines: Record<string, number>
  period: Period
  state: Extract<State, "draft" | "held" | "reserved">
  /** A cart whose bookings it takes over. */
  absorbs?: string
  /** What came back or was not fetched: nobody has to give it again. */
  settled?: readonly Booked[]
}

/**
 * The bookings that lines need: packages become their components. What a line needs of an
 * item comes from one place: where it is booked already, or else where most is free. No place
 * counts what the owner has itself, and a line goes without only if no place can serve it.
 *
 * @returns `unsure` when a hold that ran out decides the place, which may be gone by then, or
 *   what a place owned in days that are over
 */
export function plan(
  model: Model,
  wanted: Wanted
): { bookings: Booked[]; unsure: boolean } {
  const own = [
    ...model.ownedBy(wanted.owner),
    ...(wanted.absorbs ? model.ownedBy({ cart: wanted.absorbs }) : []),
  ]
  const bookings: Booked[] = []
  for (const [variant, quantity] of Object.entries(wanted.lines)) {
    const line = model.item(variant)
    const parts = line.components.length ? line.components : [{ variant, quantity: 1 }]
    for (const part of parts) {
      const item = model.item(part.variant)
      bookings.push({
        id: null,
        cart: "cart" in wanted.owner ? wanted.owner.cart : null,
        order: "order" in wanted.owner ? wanted.owner.order : null,
        line: lineName(wanted.owner, variant),
        variant,
        item: part.variant,
        place: model.placesOf(part.variant)[0]!,
        quantity: quantity * part.quantity,
        minutes: item.minutes,
        before: item.before,
        after: item.after,
        ...model.occupied(item, wanted.period),
        state: wanted.state,
        expires: wanted.state === "held" ? model.now + holdMs(model) : null,
        period: wanted.period,
      })
    }
  }
  const spread = bookings.filter((b) => model.placesOf(b.item).length > 1)
  for (const item of new Set(spread.map((b) => b.item))) {
    choosePlaces(
      model,
      spread.filter((b) => b.item === item),
      own,
      wanted.settled ?? []
    )
  }
  const places = bookings.length ? visitsOf(model, wanted) : []
  const unsure = spread.some(
    (b) =>
      b.from < model.oldestOpenSlot(b.minutes) ||
      own.some((known) => known.item === b.item && model.isLapsed(known))
  )
  return { bookings: [...bookings, ...places], unsure }
}

/** What the first and the last day of a rental need where those are limited. */
function visitsOf(model: Model, { owner, period, state }: Wanted): Booked[] {
  return model.shop.visits.map(({ variant }) => {
    const day = dayNumber(variant === DEPARTURES ? period.start_date : period.end_date)
    return {
      id: null,
      cart: "cart" in owner ? owner.cart : null,
      order: "order" in owner ? owner.order : null,
      line: variant,
      variant,
      item: variant,
      place: "",
      quantity: 1,
      minutes: 1440,
      before: 0,
      after: 0,
      from: day,
      to: day,
      state,
      expires: state === "held" ? model.now + holdMs(model) : null,
      period,
    }
  })
}

export function holdMs(model: Model): number {
  return model.shop.holdMinutes * 60_000
}

/** How Medusa would name the line of a variant. */
export function lineName(
  owner: { cart: string } | { order: string },
  variant: string
): string {
  return `${"cart" in owner ? owner.cart : owner.order}-${variant}`
}

function choosePlaces(
  model: Model,
  bookings: readonly Booked[],
  own: readonly Booked[],
  settled: readonly Booked[]
): void {
  const needs = bookings
    .map((booking) => {
      const mine = own.filter((b) => isFor(b, booking))
      const done = [...mine.filter((b) => b.state === "out"), ...settled]
      const given = done.filter((b) => isFor(b, booking))
      const known =
        mine.find((b) => b.state !== "out" && b.line === booking.line) ??
        mine.find((b) => b.state !== "out") ??
        mine[0]
      const quantity = given.reduce((left, b) => left - b.quantity, booking.quantity)
      return { booking, quantity, kept: known?.place }
    })
    .filter(({ quantity }) => quantity > 0)
  const { item, from, to } = bookings[0]!
  const places = serve(model, needs, { item, from, to, own })
  needs.forEach(({ booking }, at) => {
    booking.place = places[at]!
  })
}

function isFor(known: Booked, wanted: Booked): boolean {
  return known.variant === wanted.variant && known.item === wanted.item
}
