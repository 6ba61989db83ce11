// @ts-check
// Brings up a PostgreSQL with pgvector for tests and prints its address; Ctrl-C ends it.
import fs from "node:fs"
import os from "node:os"
import path from "node:path"

import { installWhenNeeded } from "./launcher/shop.mjs"
import { Supervisor } from "./launcher/processes.mjs"
import { Progress } from "./launcher/progress.mjs"
import { startPgvector } from "./services/pgvector.mjs"
import { MissingSoftware } from "./services/system-packages.mjs"

const progress = new Progress()
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gather-pgvector-"))
try {
  const supervisor = new Supervisor(path.join(folder, "running.json"))
  await installWhenNeeded(progress, supervisor, folder)
  const server = await progress.step("PostgreSQL with pgvector", ({ note }) =>
    startPgvector({ logFolder: folder, note })
  )
  progress.print(`\npgvector ${server.version}\nGATHER_TEST_PGVECTOR_URL=${server.url}\n`)
  progress.print("Ctrl-C ends it.")
  await new Promise((resolve) => {
    process.on("SIGINT", resolve)
    process.on("SIGTERM", resolve)
  })
  await server.stop()
} catch (error) {
  progress.close()
  console.error(error instanceof MissingSoftware ? error.message : error)
  process.exitCode = 1
} finally {
  fs.rmSync(folder, { recursive: true, force: true })
}
