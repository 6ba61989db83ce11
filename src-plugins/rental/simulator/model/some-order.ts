import { inWords, type LedgerState } from "../check-ledger"
import { type Operation } from "../operations/operation"
import { type Ended } from "../simulation"
import { type Booked, type Model, type Period } from "./model"

/** An operation of a burst and how it ended. */
export interface Happened {
  operation: Operation
  ended: Ended
}

/**
 * Looks for an order in which operations that went through, one after the other, leave some
 * carts and orders as they are in the ledger.
 *
 * @param search.scattered what may have happened to them too, or not
 * @returns the model after that order; undefined when there is none
 */
export function findOrder(search: {
  start: Model
  owners: ReadonlySet<string>
  done: readonly Happened[]
  scattered: readonly Happened[]
  state: LedgerState
}): Model | undefined {
  const { start, owners, state } = search
  const blurred = (b: Booked): boolean =>
    search.scattered.some(({ operation }) => operation.blurs?.(start, b))
  const blur = (b: Booked): Booked => (blurred(b) ? { ...b, to: Infinity } : b)
  const found = describeLedger(state, owners, start.now, blur)
  const optional = search.scattered.flatMap(({ operation }) =>
    [...owners].flatMap((owner) =>
      operation.scattered ? [(model: Model) => operation.scattered!(model, owner)] : []
    )
  )
  const met = new Set<string>()
  return attempt(start, [...search.done], optional)

  function attempt(
    model: Model,
    left: readonly Happened[],
    mayHappen: readonly ((model: Model) => void)[]
  ): Model | undefined {
    const now = describeModel(model, owners, blur)
    if (!left.length && now === found) {
      return model
    }
    // Whichever way led here: what is left to do leads to the same ends.
    const here = [now, ...left.map(({ operation }) => operation.says).sort()].join("\n")
    if (met.has(here)) {
      return undefined
    }
    met.add(here)
    for (const next of left) {
      const after = model.copy()
      const expected = next.operation.expect(after)
      if (!expected?.refused || expected.unlessShort) {
        const rest = left.filter((other) => other !== next)
        const end = attempt(after, rest, mayHappen)
        if (end) {
          return end
        }
      }
    }
    for (const may of mayHappen) {
      const after = model.copy()
      may(after)
      const end =
        describeModel(after, owners, blur) === now
          ? undefined
          : attempt(
              after,
              left,
              mayHappen.filter((other) => other !== may)
            )
      if (end) {
        return end
      }
    }
    return undefined
  }
}

function describeLedger(
  state: LedgerState,
  owners: ReadonlySet<string>,
  now: number,
  blur: (booking: Booked) => Booked
): string {
  return describe(
    owners,
    now,
    (state.bookings as Booked[]).map(blur),
    state.carts.map((c) => ({ ...c, completions: c.completions })),
    state.orders
  )
}

function describeModel(
  model: Model,
  owners: ReadonlySet<string>,
  blur: (booking: Booked) => Booked
): string {
  return describe(
    owners,
    model.now,
    model.bookings.map(blur),
    [...model.carts.values()].map((c) => ({
      ...c,
      completions: Object.keys(c.completions),
    })),
    [...model.orders.values()]
  )
}

/* Where units come from depends on what is free at the instant: it is left out. */
function describe(
  owners: ReadonlySet<string>,
  now: number,
  bookings: readonly Booked[],
  carts: readonly {
    id: string
    order: string | null
    period: Period
    completions: string[]
  }[],
  orders: readonly { id: string; cart: string | null; period: Period }[]
): string {
  return [
    ...bookings
      .filter((b) => owners.has(b.cart ?? "") || owners.has(b.order ?? ""))
      .filter((b) => b.state !== "held" || b.expires! > now)
      .map((b) => inWords({ ...b, place: "anywhere" })),
    ...carts
      .filter((c) => owners.has(c.id))
      .map((c) =>
        [
          c.id,
          c.order,
          inTurn(c.period),
          ...(c.order === null ? [...c.completions].sort() : []),
        ].join(" ")
      ),
    ...orders
      .filter((o) => owners.has(o.id))
      .map((o) => [o.id, o.cart, inTurn(o.period)].join(" ")),
  ]
    .sort()
    .join("\n")
}

function inTurn(period: Period): string {
  const { start_date, end_date, start_time, end_time } = period
  return [start_date, end_date, start_time, end_time].join(" ")
}
