import { type Booked, type Model, type Period, type State } from "./model"

export interface Wanted {
  owner: { cart: string } | { order: string }
  lines: Record<string, number>
  period: Period
  state: Extract<State, "draft" | "held" | "reserved">
  /** Whether units may be taken from another place than those which are booked already. */
  moves: boolean
}

/**
 * The bookings that lines need: packages become their components, and items of several
 * places come from where they are booked already, or where most are free.
 *
 * @returns `unsure` when a hold that ran out decides the place, which may be gone by then, or
 *   what a place owned in days that are over
 */
export function plan(
  model: Model,
  wanted: Wanted
): { bookings: Booked[]; unsure: boolean } {
  const own = model.ownedBy(wanted.owner)
  const bookings: Booked[] = []
  let unsure = false
  for (const [variant, quantity] of Object.entries(wanted.lines)) {
    const line = model.item(variant)
    const parts = line.components.length ? line.components : [{ variant, quantity: 1 }]
    for (const part of parts) {
      const item = model.item(part.variant)
      const kept = wanted.moves ? [] : own.filter((b) => b.item === part.variant)
      const places = model.placesOf(part.variant)
      const slots = model.occupied(item, wanted.period)
      const isPast = slots.from < model.oldestOpenSlot(item.minutes)
      unsure ||= places.length > 1 && (isPast || kept.some((b) => model.isLapsed(b)))
      bookings.push({
        id: null,
        cart: "cart" in wanted.owner ? wanted.owner.cart : null,
        order: "order" in wanted.owner ? wanted.owner.order : null,
        line: lineName(wanted.owner, variant),
        variant,
        item: part.variant,
        place:
          places.length === 1
            ? places[0]!
            : (kept[0]?.place ?? freest(model, part.variant, wanted.period)),
        quantity: quantity * part.quantity,
        minutes: item.minutes,
        before: item.before,
        after: item.after,
        ...slots,
        state: wanted.state,
        expires: wanted.state === "held" ? model.now + holdMs(model) : null,
        period: wanted.period,
      })
    }
  }
  return { bookings, unsure }
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

function freest(model: Model, variant: string, period: Period): string {
  return model
    .placesOf(variant)
    .map((place) => ({ place, free: model.freeFor(variant, place, period).free }))
    .sort((a, b) => b.free - a.free || (a.place < b.place ? -1 : 1))[0]!.place
}
