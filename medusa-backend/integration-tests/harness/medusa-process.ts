import { spawn, type ChildProcess } from "child_process"
import { once } from "events"
import { createServer } from "net"
import path from "path"

export const BACKEND_DIR = path.resolve(__dirname, "../..")
const CLI = require.resolve("@medusajs/cli/cli.js")
const LAST_LINES = 40

/** Runs one command of the Medusa CLI to its end; fails with the end of its output. */
export async function runMedusa(
  args: string[],
  env: Record<string, string>
): Promise<void> {
  const child = spawnMedusa(args, env)
  const output = collectOutput(child)
  const [code] = (await once(child, "exit")) as [number | null]
  if (code !== 0) {
    throw new Error(`medusa ${args.join(" ")} exited with ${code}:\n${output()}`)
  }
}

export type RunningMedusa = {
  url: string
  /** Asks politely and waits until the process is gone. */
  stop: () => Promise<void>
  /** Kills without warning, as a crash would. */
  kill: () => Promise<void>
  output: () => string
}

/** Starts a server of its own process and waits until its database answers through it. */
export async function startMedusa(env: Record<string, string>): Promise<RunningMedusa> {
  const port = await freePort()
  const child = spawnMedusa(["start", "-p", String(port)], {
    ...env,
    MEDUSA_PORT: String(port),
  })
  const output = collectOutput(child)
  const url = `http://127.0.0.1:${port}`
  const exited = once(child, "exit")
  const end = (signal: NodeJS.Signals) => async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal)
      await exited
    }
  }

  const deadline = Date.now() + 110_000
  while (Date.now() < deadline) {
    if (child.exitCode !== null) {
      throw new Error(`Medusa stopped while starting:\n${output()}`)
    }
    const answered = await fetch(`${url}/ready`).then(
      (response) => response.ok,
      () => false
    )
    if (answered) {
      return { url, stop: end("SIGTERM"), kill: end("SIGKILL"), output }
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  await end("SIGKILL")()
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
    text = (text + chunk.toString()).split("\n").slice(-LAST_LINES).join("\n")
  }
  child.stdout?.on("data", add)
  child.stderr?.on("data", add)
  return () => text
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, "close")
  return port
}
