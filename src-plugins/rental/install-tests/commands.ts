import { spawn, type ChildProcess } from "child_process"
import { once } from "events"
import { createServer } from "net"
import path from "path"

const LAST_CHARACTERS = 6_000

/**
 * Runs one line of shell in a folder to its end.
 *
 * @returns what it printed
 * @throws Error with the end of its output when it fails
 */
export async function runCommand(
  line: string,
  cwd: string,
  env: Record<string, string> = {}
): Promise<string> {
  const child = spawnCommand(line, cwd, env)
  const output = collectOutput(child)
  const [code] = (await once(child, "close")) as [number | null]
  if (code !== 0) {
    throw new Error(`"${line}" ended with ${code}:\n${output().slice(-LAST_CHARACTERS)}`)
  }
  return output()
}

export interface Server {
  url: string
  stop(): Promise<void>
}

/** Starts Medusa by `npx medusa start` and waits until it answers. */
export async function startServer(
  cwd: string,
  env: Record<string, string>
): Promise<Server> {
  const port = await freePort()
  const child = spawnCommand(`npx medusa start -p ${port}`, cwd, env)
  const output = collectOutput(child)
  const closed = once(child, "close")
  const url = `http://127.0.0.1:${port}`
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      // npx and what it started.
      process.kill(-child.pid!, "SIGTERM")
    }
    await closed
  }

  const deadline = Date.now() + 120_000
  while (Date.now() < deadline && child.exitCode === null) {
    const answered = await fetch(`${url}/health`).then(
      (response) => response.ok,
      () => false
    )
    if (answered) {
      return { url, stop }
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  await stop()
  throw new Error(`Medusa did not start:\n${output().slice(-LAST_CHARACTERS)}`)
}

function spawnCommand(
  line: string,
  cwd: string,
  env: Record<string, string>
): ChildProcess {
  return spawn(line, {
    cwd,
    env: { ...strangersEnvironment(), ...env },
    shell: true,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  })
}

/**
 * The environment of somebody who has never seen this repository: `npm test` leads PATH to
 * its programs and hands npm's settings on, of which only those that say where packages
 * come from are kept.
 */
function strangersEnvironment(): NodeJS.ProcessEnv {
  const foreign =
    /^(npm_|NODE_|JEST_|TEST_|DB_|GATHER_|INIT_CWD$|DATABASE_URL$|REDIS_URL$)/i
  const kept = /^npm_config_(cache|registry|userconfig|cafile)$/i
  return {
    ...Object.fromEntries(
      Object.entries(process.env).filter(
        ([name]) => kept.test(name) || !foreign.test(name)
      )
    ),
    PATH: (process.env.PATH ?? "")
      .split(path.delimiter)
      .filter((folder) => !/node_modules/.test(folder))
      .join(path.delimiter),
    NODE_ENV: "development",
    npm_config_prefer_offline: "true",
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_update_notifier: "false",
  }
}

function collectOutput(child: ChildProcess): () => string {
  let text = ""
  const add = (chunk: Buffer) => {
    text += chunk.toString()
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
