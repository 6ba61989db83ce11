import { execFileSync, spawn, type ChildProcess } from "child_process"
import { once } from "events"
import { mkdtemp, rm } from "fs/promises"
import Redis from "ioredis"
import { tmpdir } from "os"
import path from "path"
import { freePort } from "./free-port"

/** A Redis of one's own, which can be made to fail. */
export type RedisServer = {
  readonly url: string
  readonly port: number
  /** Runs one command on a connection of its own. */
  command: (name: string, ...args: (string | number)[]) => Promise<unknown>
  /** Stops answering, without closing any connection. */
  pause: () => void
  resume: () => void
  /** Ends without warning and forgets everything. */
  kill: () => Promise<void>
  start: () => Promise<void>
  close: () => Promise<void>
}

/** Starts Redis on a free port of loopback; nothing is written to disk. */
export async function startRedis(): Promise<RedisServer> {
  const folder = await mkdtemp(path.join(tmpdir(), "gather-redis-"))
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  let child: ChildProcess | undefined

  const command = async (name: string, ...args: (string | number)[]) => {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null })
    try {
      await client.connect()
      return await client.call(name, ...args)
    } finally {
      client.disconnect()
    }
  }
  const server: RedisServer = {
    url,
    port,
    command,
    pause: () => void child?.kill("SIGSTOP"),
    resume: () => void child?.kill("SIGCONT"),
    kill: async () => {
      const running = child
      child = undefined
      if (running && running.exitCode === null && running.signalCode === null) {
        const gone = once(running, "exit")
        running.kill("SIGKILL")
        await gone
      }
    },
    start: async () => {
      child = spawn(
        "redis-server",
        [
          ...["--port", String(port), "--bind", "127.0.0.1", "--dir", folder],
          ...["--save", "", "--appendonly", "no"],
        ],
        { stdio: "ignore" }
      )
      await answers(child, command)
    },
    close: async () => {
      await server.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
  requireProgram()
  await server.start()
  return server
}

async function answers(
  child: ChildProcess,
  command: RedisServer["command"]
): Promise<void> {
  const deadline = Date.now() + 15_000
  while (Date.now() < deadline) {
    if (child.exitCode !== null) {
      throw new Error(`redis-server ended with code ${child.exitCode}`)
    }
    if ((await command("PING").catch(() => undefined)) === "PONG") {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error("redis-server does not answer")
}

function requireProgram(): void {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" })
  } catch {
    throw new Error(
      "These tests need the program redis-server (Debian: apt-get install redis-server)"
    )
  }
}
