import { spawn, type ChildProcess } from "child_process"
import { once } from "events"
import path from "path"
import { freePort } from "./free-port"

export const BACKEND_DIR = path.resolve(__dirname, "../..")
const CLI = require.resolve("@medusajs/cli/cli.js")
const LAST_LINES = 60

/** Runs one command of the Medusa CLI to its end; fails with the end of its output. */
async function runMedusa(args: string[], env: Record<string, string>): Promise<void> {
  const child = spawnMedusa(args, env)
  const output = collectOutput(child)
  const [code] = (await once(child, "exit")) as [number | null]
  if (code !== 0) {
    throw new Error(`medusa ${args.join(" ")} exited with ${code}:\n${output()}`)
  }
}

/** Migrates the empty database of `DATABASE_URL` and fills it with the test catalogue. */
export async function seedDatabase(env: Record<string, string>): Promise<void> {
  await runMedusa(["db:migrate"], env)
  await runMedusa(["exec", "./src/scripts/seed.ts"], env)
}

export type RunningMedusa = {
  readonly url: string
  /** Asks politely and waits until the process is gone. */
  stop: () => Promise<void>
  /** Kills without warning, as a crash would. */
  kill: () => Promise<void>
  /** Starts it again on the same port; answers once it is ready. */
  start: () => Promise<void>
  /** The last lines of all its lives. */
  output: () => string
}

/**
 * Starts a server of its own process and waits until its database answers through it.
 *
 * @param env `MEDUSA_WORKER_MODE: "worker"` makes it a worker, which has no routes
 */
export async function startMedusa(env: Record<string, string>): Promise<RunningMedusa> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const readyPath = env.MEDUSA_WORKER_MODE === "worker" ? "/health" : "/ready"
  let child: ChildProcess
  let lines = ""

  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, "exit")
      child.kill(signal)
      await exited
    }
  }
  const medusa: RunningMedusa = {
    url,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
    start: async () => {
      child = spawnMedusa(["start", "-p", String(port)], {
        ...env,
        MEDUSA_PORT: String(port),
      })
      const keep = (chunk: Buffer) => {
        lines = lastLines(lines + chunk.toString())
      }
      child.stdout?.on("data", keep)
      child.stderr?.on("data", keep)
      await isReady(child, `${url}${readyPath}`, () => lines)
    },
    output: () => lines,
  }
  await medusa.start()
  return medusa
}

async function isReady(
  child: ChildProcess,
  address: string,
  output: () => string
): Promise<void> {
  const deadline = Date.now() + 110_000
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`Medusa stopped while starting:\n${output()}`)
    }
    const answered = await fetch(address).then(
      (response) => response.ok,
      () => false
    )
    if (answered) {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  child.kill("SIGKILL")
  throw new Error(`Medusa did not answer in time:\n${output()}`)
}

function spawnMedusa(args: string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [CLI, ...args], {
    cwd: BACKEND_DIR,
    env: {
      ...process.env,
      NODE_ENV: "development",
      TS_NODE_TRANSPILE_ONLY: "true",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  })
}

function collectOutput(child: ChildProcess): () => string {
  let text = ""
  const add = (chunk: Buffer) => {
    text = lastLines(text + chunk.toString())
  }
  child.stdout?.on("data", add)
  child.stderr?.on("data", add)
  return () => text
}

function lastLines(text: string): string {
  return text.split("\n").slice(-LAST_LINES).join("\n")
}
