import {
  adoptBookings,
  findBrokenSlot,
  findDifference,
  findDoubles,
  findWrongSupply,
  inWords,
  readLedger,
  type LedgerState,
} from "./check-ledger"
import { findWrongRead } from "./check-reads"
import { drawOperation } from "./draw-operation"
import { takesSlots, type Model } from "./model/model"
import { findOrder, type Happened } from "./model/some-order"
import { usage } from "./model/shortage"
import { rush } from "./operations/carts"
import { type Operation } from "./operations/operation"
import { Random } from "./random"
import {
  demand,
  Disagreement,
  findContention,
  outcomeOf,
  type Ended,
  type Simulation,
} from "./simulation"

/**
 * One step: many things happen at once; then the invariants have to hold, and each cart and
 * order has to be as if what was acknowledged had happened in some order.
 *
 * @param tell hears what happens
 * @returns how each ended
 * @throws Disagreement
 */
export async function stepInBurst(
  simulation: Simulation,
  seed: number,
  step: number,
  tell: (line: string) => void
): Promise<Ended[]> {
  const random = new Random(seed, 3, step)
  simulation.passTime(random)
  const before = simulation.model
  const operations = drawBurst(before, random, step)
  tell(`${step} ${new Date(before.now).toISOString()} at once:`)
  const ended = await Promise.all(
    operations.map(async (operation) => {
      const end = await outcomeOf(() => operation.run(simulation.ledger)).catch(
        (error: unknown) => error as Error
      )
      tell(`  ${operation.says} -> ${inShort(end)}`)
      return end
    })
  )
  const failed = ended.find((end) => end instanceof Error)
  if (failed) {
    throw failed
  }
  const ends = ended as Ended[]
  demand(findContention(simulation.clock))
  const state = await readLedger(simulation.ledger.knex)
  demand(findBrokenSlot(state), findDoubles(state))
  const happened = operations.map((operation, at) => ({ operation, ended: ends[at]! }))
  demand(findUnfairRefusal(before, happened))
  simulation.model = follow(before, happened, state)
  demand(
    findWrongSupply(state, simulation.model),
    findDifference(state, simulation.model),
    await findWrongRead(simulation.ledger, simulation.model, random)
  )
  return ends
}

/* Some messages come several times at once; changes of one item's supply come one by one. */
function drawBurst(model: Model, random: Random, step: number): Operation[] {
  const size = random.between(8, 16)
  const burst: Operation[] = []
  const supplied = new Set<string>()
  const isRush = model.shop.busyCarts > 6 && random.chance(0.6)
  while (burst.length < size) {
    const name = `${step}-${burst.length}`
    const draw = { model, random, name, alone: false }
    const operation = isRush && random.chance(0.9) ? rush(draw) : drawOperation(draw)
    const [subject] = operation.owners.filter((owner) => owner.startsWith("item:"))
    if (operation.composite || (subject && supplied.has(subject))) {
      continue
    }
    const copies = subject || !random.chance(0.25) ? 1 : random.between(2, 3)
    burst.push(...Array.from({ length: copies }, () => operation))
    if (subject) {
      supplied.add(subject)
    }
  }
  return burst
}

/** The model after a burst: each group of carts and orders in an order that explains it. */
function follow(before: Model, happened: readonly Happened[], state: LedgerState): Model {
  const after = before.copy()
  const acknowledged = happened.filter(({ ended }) => "answer" in ended)
  for (const { operation, ended } of acknowledged) {
    if (operation.owners.every((owner) => owner.startsWith("item:"))) {
      operation.expect(after)
      demand(operation.settle?.(after, "answer" in ended ? ended.answer : null, before))
    }
  }
  const scattered = acknowledged.filter(({ operation }) => isScattered(operation))
  const whole = acknowledged.filter(
    ({ operation }) =>
      operation.owners.length && !isScattered(operation) && !isSupply(operation)
  )
  const touched = new Set([
    ...whole.flatMap(({ operation }) => operation.owners),
    ...before.carts.keys(),
    ...before.orders.keys(),
  ])
  const together = [
    ...whole.map(({ operation }) => operation.owners),
    ...[...before.carts.values()].map((c) =>
      c.order === null ? [c.id] : [c.id, c.order]
    ),
  ]
  for (const owners of groups(touched, together)) {
    const done = whole.filter(({ operation }) => owners.has(operation.owners[0]!))
    const explained = findOrder({ start: before, owners, done, scattered, state })
    if (!explained) {
      throw new Disagreement(unexplained(owners, done, state))
    }
    for (const owner of owners) {
      takeOver(after, explained, owner)
    }
  }
  adoptBookings(state, after)
  return after
}

function takeOver(after: Model, explained: Model, owner: string): void {
  const cart = explained.carts.get(owner)
  const order = explained.orders.get(owner)
  if (cart) {
    after.carts.set(owner, cart)
  } else {
    after.carts.delete(owner)
  }
  if (order) {
    after.orders.set(owner, order)
  } else {
    after.orders.delete(owner)
  }
}

function unexplained(
  owners: ReadonlySet<string>,
  done: readonly Happened[],
  state: LedgerState
): string {
  const bookings = state.bookings.filter(
    (b) => owners.has(b.cart ?? "") || owners.has(b.order ?? "")
  )
  return [
    `no order of these explains what became of ${[...owners].join(", ")}:`,
    ...done.map(({ operation }) => `  ${operation.says}`),
    "in the ledger:",
    ...bookings.map((b) => `  ${inWords(b)}`),
  ].join("\n")
}

/** Carts and orders that belong together, or that something touched together. */
function groups(
  owners: ReadonlySet<string>,
  together: readonly (readonly string[])[]
): Set<string>[] {
  let found = [...owners].map((owner) => new Set([owner]))
  for (const some of together) {
    const met = found.filter((group) => some.some((owner) => group.has(owner)))
    const joined = new Set(met.flatMap((group) => [...group]))
    found = [...found.filter((group) => !met.includes(group)), joined]
  }
  return found
}

/** A refusal for missing units that even all others together could not have caused. */
function findUnfairRefusal(
  before: Model,
  happened: readonly Happened[]
): string | undefined {
  const used = usage(before, takesSlots)
  const wanted = happened.map(({ operation }) => wantedBy(operation, before))
  const worst = new Map(used)
  for (const slots of wanted) {
    for (const [key, units] of slots) {
      worst.set(key, (worst.get(key) ?? 0) + units)
    }
  }
  if (happened.some(({ operation }) => isSupply(operation) || isScattered(operation))) {
    return undefined
  }
  for (const [at, { operation, ended }] of happened.entries()) {
    const refused = "code" in ended && operation.short.includes(ended.code)
    const slots = [...wanted[at]!.keys()]
    // Where it would have been refused anyhow, something else of the burst has let it try.
    if (refused && slots.length && slots.every((key) => fits(before, key, worst))) {
      return `${operation.says} was refused, though there is enough for all`
    }
  }
  return undefined
}

/** What an operation wants to have, even if others take all that it has now. */
function wantedBy(operation: Operation, before: Model): Map<string, number> {
  const after = before.copy()
  operation.expect(after)
  const had = new Set(before.bookings)
  return usage(after, (b) => after.counts(b) && !had.has(b))
}

function fits(model: Model, key: string, worst: ReadonlyMap<string, number>): boolean {
  const [item, place, slot] = key.split(" ") as [string, string, string]
  const at = Number(slot)
  return (
    model.placesOf(item).length === 1 &&
    at >= model.oldestOpenSlot(model.item(item).minutes) &&
    worst.get(key)! <= model.capacity(item, place, at) - model.blocked(item, place, at)
  )
}

function isScattered(operation: Operation): boolean {
  return Boolean(operation.scattered ?? operation.blurs)
}

function isSupply(operation: Operation): boolean {
  return operation.owners.some((owner) => owner.startsWith("item:"))
}

function inShort(end: Ended | Error): string {
  return end instanceof Error ? end.message : "code" in end ? end.code : "done"
}
