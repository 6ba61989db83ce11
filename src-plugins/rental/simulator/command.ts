import { parseArgs } from "node:util"
import { firstSteps, run, type Mode, type Report, type Run } from "./run"
import { shrink } from "./shrink"
import { SimulatorDatabases } from "./simulator-database"

const USAGE = `npm run simulate -- [--seed N] [--seeds N] [--steps M] [--mode serial|bursts]
                    [--only STEP,STEP,…] [--story]

  --seed    the first seed, 1 unless told
  --seeds   how many seeds, one after the other, 1 unless told
  --steps   steps of each seed, 200 unless told
  --mode    one thing at a time, or many at once; both unless told
  --only    only these steps of the seed
  --story   print what happens

Postgres: DB_HOST, DB_PORT, DB_USERNAME, DB_PASSWORD.`

interface Wanted {
  seeds: number[]
  modes: Mode[]
  steps: number[]
  story: boolean
}

const PATIENCE = 60

async function main(): Promise<boolean> {
  const wanted = readArguments(process.argv.slice(2))
  const databases = new SimulatorDatabases()
  await databases.prepare()
  const ends: Record<string, number> = {}
  let failures = 0
  try {
    for (const seed of wanted.seeds) {
      for (const mode of wanted.modes) {
        const asked = { seed, mode, steps: wanted.steps }
        const report = await run(databases, asked)
        for (const [how, times] of Object.entries(report.ends)) {
          ends[how] = (ends[how] ?? 0) + times
        }
        if (wanted.story) {
          print(report.failure?.story ?? ["nothing went wrong"])
        }
        if (report.failure) {
          failures++
          await explain(databases, asked, report)
        }
      }
    }
  } finally {
    await databases.close()
  }
  const total = Object.values(ends).reduce((sum, times) => sum + times, 0)
  print([
    `${total} operations: ${JSON.stringify(ends)}`,
    `${wanted.seeds.length} seeds, ${failures} failed`,
  ])
  return failures === 0
}

/* A burst depends on how its threads fall: leaving out steps says little about it. */
async function explain(
  databases: SimulatorDatabases,
  failed: Run,
  report: Report
): Promise<void> {
  const { step } = report.failure!
  const upTo = failed.steps.slice(0, failed.steps.indexOf(step) + 1)
  const { steps, report: shorter } =
    failed.mode === "serial"
      ? await shrink(databases, { ...failed, steps: upTo }, PATIENCE)
      : { steps: upTo, report: undefined }
  const { message, story } = (shorter ?? report).failure!
  print([
    `seed ${failed.seed}, ${failed.mode}, step ${step} failed: ${message}`,
    ...story,
    "Again:",
    `  npm run simulate -- --seed ${failed.seed} --mode ${failed.mode} --only ${inRanges(steps)}`,
    "",
  ])
}

function readArguments(args: string[]): Wanted {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: "string", default: "1" },
      seeds: { type: "string", default: "1" },
      steps: { type: "string", default: "200" },
      mode: { type: "string" },
      only: { type: "string" },
      story: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  })
  if (values.help) {
    print([USAGE])
    process.exit(0)
  }
  const first = wholeNumber("seed", values.seed)
  const { mode } = values
  if (mode !== undefined && mode !== "serial" && mode !== "bursts") {
    throw new Error(`--mode is serial or bursts, not ${mode}`)
  }
  return {
    seeds: firstSteps(wholeNumber("seeds", values.seeds)).map((n) => first + n - 1),
    modes: mode ? [mode] : ["serial", "bursts"],
    steps: values.only
      ? values.only.split(",").flatMap(stepsOf)
      : firstSteps(wholeNumber("steps", values.steps)),
    story: values.story,
  }
}

/** `3` or `3-7`. */
function stepsOf(text: string): number[] {
  const [from, to = from] = text.split("-")
  const first = wholeNumber("only", from)
  return firstSteps(wholeNumber("only", to) - first + 1).map((n) => first + n - 1)
}

function inRanges(steps: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const step of steps) {
    const last = ranges[ranges.length - 1]
    if (last && last[1] === step - 1) {
      last[1] = step
    } else {
      ranges.push([step, step])
    }
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",")
}

function wholeNumber(name: string, text: string | undefined): number {
  if (!text || !/^\d+$/.test(text)) {
    throw new Error(`--${name} is a whole number, not ${text}`)
  }
  return Number(text)
}

function print(lines: readonly string[]): void {
  process.stdout.write(lines.join("\n") + "\n")
}

main().then(
  (passed) => process.exit(passed ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(2)
  }
)
