import { type Mutant } from "./mutants"
import { stepInBurst } from "./run-bursts"
import { stepSerially } from "./run-serially"
import { Disagreement, Simulation, type Ended } from "./simulation"
import { type SimulatorDatabases } from "./simulator-database"

export type Mode = "serial" | "bursts"

export interface Run {
  seed: number
  mode: Mode
  /** Which steps of the seed; each has its own stream of chance. */
  steps: readonly number[]
  mutant?: Mutant
}

export interface Report {
  /** Operations that were tried. */
  operations: number
  /** How they ended: `done`, or the code of the refusal. */
  ends: Record<string, number>
  failure?: Failure
}

export interface Failure {
  step: number
  message: string
  /** What happened in the steps up to it. */
  story: string[]
}

const CONNECTIONS = { serial: 2, bursts: 12 }
const STORY = 40

/** Runs steps of a seed on a new database until they are done or one goes wrong. */
export async function run(databases: SimulatorDatabases, run: Run): Promise<Report> {
  const { seed, mode, steps, mutant } = run
  const simulation = await Simulation.open(databases, seed, {
    connections: CONNECTIONS[mode],
    mutant,
  })
  const report: Report = { operations: 0, ends: {} }
  const story: string[] = []
  try {
    for (const step of steps) {
      try {
        const tell = (line: string) => story.push(line)
        const ended =
          mode === "serial"
            ? [await stepSerially(simulation, seed, step, tell)]
            : await stepInBurst(simulation, seed, step, tell)
        count(report, ended)
      } catch (error) {
        if (!(error instanceof Disagreement)) {
          throw error
        }
        report.failure = { step, message: error.message, story: story.slice(-STORY) }
        return report
      }
    }
    report.failure = await findDeadlocks(databases, simulation, steps)
    return report
  } finally {
    await simulation.close(databases)
  }
}

/** All steps from the first to a last one. */
export function firstSteps(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at + 1)
}

function count(report: Report, ended: readonly Ended[]): void {
  for (const end of ended) {
    const how = "code" in end ? end.code : "done"
    report.operations++
    report.ends[how] = (report.ends[how] ?? 0) + 1
  }
}

async function findDeadlocks(
  databases: SimulatorDatabases,
  simulation: Simulation,
  steps: readonly number[]
): Promise<Failure | undefined> {
  const deadlocks = await databases.deadlocks(simulation.database)
  return deadlocks
    ? {
        step: steps[steps.length - 1]!,
        message: `Postgres has counted ${deadlocks} deadlocks`,
        story: [],
      }
    : undefined
}
