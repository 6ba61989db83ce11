import { spawn, type ChildProcess } from "child_process"
import { once } from "events"
import { chmod, mkdtemp, readFile, realpath, rm } from "fs/promises"
import { tmpdir } from "os"
import path from "path"
import { freePort } from "./free-port"

const SCRIPT = path.resolve(__dirname, "../../../scripts/testing/postgres-server.mjs")
const PASSWORD = "gather-test"

/** A Postgres of one's own, which may be killed: what was committed is on the disk. */
export type PostgresServer = {
  databaseUrl: (database: string) => string
  /** Ends the server at once, as the kernel would, and waits until it is gone. */
  kill: () => Promise<void>
  /** Starts it on the same data; answers when it has recovered. */
  start: () => Promise<void>
  close: () => Promise<void>
}

export async function startPostgres(): Promise<PostgresServer> {
  const folder = await mkdtemp(path.join(tmpdir(), "gather-faults-"))
  // Postgres runs as another user when this one is root, and must get through.
  await chmod(folder, 0o711)
  const port = await freePort()
  let keeper: ChildProcess | undefined

  const server: PostgresServer = {
    databaseUrl: (database) =>
      `postgres://gather:${PASSWORD}@localhost:${port}/${database}`,
    kill: async () => {
      const gone = keeper && once(keeper, "exit")
      process.kill(await postmaster(folder), "SIGKILL")
      await gone
    },
    start: async () => {
      keeper = spawn(process.execPath, [SCRIPT, folder, String(port), PASSWORD], {
        stdio: ["ignore", "pipe", "inherit"],
      })
      const [answer] = (await Promise.race([
        once(keeper.stdout!, "data"),
        once(keeper, "exit"),
      ])) as [unknown]
      if (!String(answer).startsWith("ready")) {
        throw new Error(`Postgres did not start; see ${folder}/postgres.log`)
      }
    },
    close: async () => {
      if (keeper?.exitCode === null && keeper.signalCode === null) {
        const gone = once(keeper, "exit")
        keeper.kill("SIGTERM")
        await gone
      }
      const home = await realpath(path.join(folder, "postgres")).catch(() => folder)
      await rm(home, { recursive: true, force: true })
      await rm(folder, { recursive: true, force: true })
    },
  }
  await server.start()
  return server
}

async function postmaster(folder: string): Promise<number> {
  const file = path.join(folder, "postgres", "data", "postmaster.pid")
  return Number.parseInt(await readFile(file, "utf8"), 10)
}
