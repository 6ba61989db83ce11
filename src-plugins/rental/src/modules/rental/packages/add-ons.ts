import { requestError } from "../errors/rental-error"
import { byVariant, type ItemIndex } from "../items/item-rows"
import { type AddOn } from "./package-terms"

/** Units of an add-on that go with so many units of its item; begun groups count whole. */
export function unitsWithParent(addOn: AddOn, parents: number): number {
  return Math.ceil(parents / addOn.per) * addOn.quantity
}

/** A line of a cart or an order, as far as add-ons look at it; one line a variant. */
export interface CountedLine {
  variant_id: string
  quantity: number
}

/** Units of each variant that have to be there because of the lines there are. */
export function requiredUnits(
  items: ItemIndex,
  lines: readonly CountedLine[]
): Map<string, number> {
  const variants = byVariant(items)
  const required = new Map<string, number>()
  for (const { variant_id, quantity } of lines) {
    for (const addOn of variants.get(variant_id)?.add_ons ?? []) {
      if (addOn.is_required && quantity > 0) {
        const units = unitsWithParent(addOn, quantity)
        required.set(addOn.variant_id, (required.get(addOn.variant_id) ?? 0) + units)
      }
    }
  }
  return required
}

/**
 * Lines as they become when required add-ons follow a change: what an item needs comes, grows,
 * shrinks and goes with it. Units that the customer has taken beyond that stay.
 *
 * @param before the lines there were
 * @param after the same after what was asked for: quantities, lines that are new or gone
 * @returns all lines, those of new add-ons without anything but variant and quantity
 * @throws RentalError `rental_request_invalid` when units that an item needs were taken away
 */
export function followAddOns<Line extends CountedLine>(
  items: ItemIndex,
  before: readonly Line[],
  after: readonly Line[]
): (Line | CountedLine)[] {
  if (!bringsAlong(items, [...before, ...after])) {
    return [...after]
  }
  const own = ownAfter(items, before, after)
  const totals = totalsOf(items, own)
  for (const [variant, units] of own) {
    if (units < 0) {
      throw requestError(
        "quantity",
        `${-units} more of ${variant} have to stay: they go with something else here`
      )
    }
  }
  const known = new Set(after.map((line) => line.variant_id))
  return [
    ...after.map((line) => ({ ...line, quantity: totals.get(line.variant_id) ?? 0 })),
    ...[...totals]
      .filter(([variant_id]) => !known.has(variant_id))
      .map(([variant_id, quantity]) => ({ variant_id, quantity })),
  ].filter(({ quantity }) => quantity > 0)
}

/**
 * The same where staff have the last word: what they say of a variant holds, everything else
 * follows.
 *
 * @returns the quantities that are not as in `after`, by variant
 */
export function followAsked(
  items: ItemIndex,
  before: readonly CountedLine[],
  after: readonly CountedLine[],
  asked: ReadonlySet<string>
): Map<string, number> {
  if (!bringsAlong(items, [...before, ...after])) {
    return new Map()
  }
  const own = ownAfter(items, before, after)
  const kept = new Map([...own].map(([variant, units]) => [variant, Math.max(0, units)]))
  const settled = new Map([...asked].map((variant) => [variant, count(after, variant)]))
  const totals = totalsOf(items, kept, settled)
  return new Map(
    [...totals].filter(([variant, units]) => units !== count(after, variant))
  )
}

/** Lines of two carts that become one: what goes with items is there once for each. */
export function mergedUnits(
  items: ItemIndex,
  ...carts: readonly (readonly CountedLine[])[]
): Map<string, number> {
  const own = new Map<string, number>()
  for (const lines of carts) {
    for (const [variant, units] of ownAfter(items, lines, lines)) {
      own.set(variant, (own.get(variant) ?? 0) + units)
    }
  }
  return totalsOf(items, own)
}

/** Whether something brings something else along. */
export function bringsAlong(items: ItemIndex, lines: readonly CountedLine[]): boolean {
  const variants = byVariant(items)
  return lines.some(({ variant_id }) =>
    variants.get(variant_id)?.add_ons?.some((addOn) => addOn.is_required)
  )
}

/** Units that are there for their own sake: below zero, where more was taken than those. */
function ownAfter(
  items: ItemIndex,
  before: readonly CountedLine[],
  after: readonly CountedLine[]
): Map<string, number> {
  const required = requiredUnits(items, before)
  const all = new Set([...before, ...after].map((line) => line.variant_id))
  return new Map(
    [...all].map((variant) => {
      const had = count(before, variant)
      const own = Math.max(0, had - (required.get(variant) ?? 0))
      return [variant, own + count(after, variant) - had]
    })
  )
}

function count(lines: readonly CountedLine[], variant: string): number {
  return lines
    .filter((line) => line.variant_id === variant)
    .reduce((sum, line) => sum + line.quantity, 0)
}

/** An add-on can have add-ons; the shop cannot make a circle of required ones. */
const LEVELS = 8

function totalsOf(
  items: ItemIndex,
  own: ReadonlyMap<string, number>,
  settled: ReadonlyMap<string, number> = new Map()
): Map<string, number> {
  let totals = new Map([...own, ...settled])
  for (let level = 0; level < LEVELS; level++) {
    const lines = [...totals].map(([variant_id, quantity]) => ({ variant_id, quantity }))
    const next = new Map(own)
    for (const [variant, units] of requiredUnits(items, lines)) {
      next.set(variant, (own.get(variant) ?? 0) + units)
    }
    totals = new Map([...next, ...settled])
  }
  return totals
}
