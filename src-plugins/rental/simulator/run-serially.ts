import {
  adoptIds,
  findBrokenSlot,
  findDifference,
  findDoubles,
  findWrongSupply,
  readLedger,
} from "./check-ledger"
import { findWrongRead } from "./check-reads"
import { drawOperation } from "./draw-operation"
import { judge, type Verdict } from "./model/shortage"
import { isVisit, type Model } from "./model/model"
import { type Expectation, type Operation } from "./operations/operation"
import { Random } from "./random"
import {
  demand,
  findContention,
  outcomeOf,
  type Ended,
  type Simulation,
} from "./simulation"

/**
 * One step: something happens, alone; then ledger and model have to agree about everything.
 *
 * @param tell hears what happens
 * @throws Disagreement
 */
export async function stepSerially(
  simulation: Simulation,
  seed: number,
  step: number,
  tell: (line: string) => void
): Promise<Ended> {
  const random = new Random(seed, 2, step)
  simulation.passTime(random)
  const before = simulation.model
  const operation = drawOperation({
    model: before,
    random,
    name: String(step),
    alone: true,
  })
  const time = new Date(before.now).toISOString()
  tell(`${step} ${time} ${operation.says}`)
  const after = before.copy()
  const expected = operation.expect(after) ?? {}
  const verdict = judge(before, after)
  const ended = await outcomeOf(() => operation.run(simulation.ledger))
  tell(`  ${"code" in ended ? ended.code : "done"}`)
  demand(findUnfair(operation, expected, verdict, ended))
  if ("answer" in ended) {
    demand(operation.settle?.(after, ended.answer, before))
    simulation.model = after
  }
  await compare(simulation, operation, before, expected)
  demand(await findWrongRead(simulation.ledger, simulation.model, random))
  demand(findContention(simulation.clock))
  return ended
}

async function compare(
  simulation: Simulation,
  operation: Operation,
  before: Model,
  expected: Expectation
): Promise<void> {
  const state = await readLedger(simulation.ledger.knex)
  demand(
    findBrokenSlot(state),
    findDoubles(state),
    findWrongSupply(state, simulation.model)
  )
  if (expected.unsure) {
    takePlaces(simulation.model, state.bookings)
  }
  let difference = findDifference(state, simulation.model)
  if (difference && operation.instead && isOverbooked(state)) {
    const instead = before.copy()
    operation.instead(instead)
    if (!findDifference(state, instead)) {
      simulation.model = instead
      difference = undefined
    }
  }
  demand(difference)
  adoptIds(state, simulation.model)
}

/** Whether an answer was right: what is refused must be missing, and what is given, there. */
export function findUnfair(
  operation: Operation,
  expected: Expectation,
  verdict: Verdict,
  ended: Ended
): string | undefined {
  const isShort = verdict.short.length > 0 && operation.short.length > 0
  const unsure = expected.unsure || verdict.unsure
  const full = operation.short.length ? ["rental_period_invalid"] : []
  const short = verdict.short.some(isVisit)
    ? full
    : [...(expected.short ?? operation.short), ...(verdict.unsure ? full : [])]
  const allowed = new Set([
    ...(expected.refused ?? []),
    ...(isShort || unsure
      ? !expected.refused || expected.unlessShort
        ? short
        : []
      : []),
  ])
  if ("code" in ended) {
    return allowed.has(ended.code)
      ? undefined
      : `it was refused as ${ended.code}, which is not right: ` +
          (allowed.size ? `expected ${[...allowed].join(" or ")}` : "nothing is missing")
  }
  if (expected.refused) {
    return `it went through, though it is ${expected.refused.join(" or ")}`
  }
  return isShort && !unsure
    ? `it went through, though units are missing: ${JSON.stringify(verdict.short.slice(0, 3))}`
    : undefined
}

/* Where a hold that ran out, or a day that is over, decided: the ledger knows other things. */
function takePlaces(
  model: Model,
  rows: readonly { id: string; line: string; item: string; place: string }[]
) {
  model.bookings = model.bookings.map((b) => {
    const row = rows.find((r) =>
      b.id === null ? r.line === b.line && r.item === b.item : r.id === b.id
    )
    return row ? { ...b, place: row.place } : b
  })
}

function isOverbooked(state: { slots: readonly { overbook: number }[] }): boolean {
  return state.slots.some((slot) => slot.overbook > 0)
}
