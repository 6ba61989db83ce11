// @ts-check
// node scripts/testing/postgres-server.mjs FOLDER PORT PASSWORD
import fs from "node:fs"
import path from "node:path"

import { startPostgres } from "../launcher/postgres.mjs"
import { Supervisor } from "../launcher/processes.mjs"

/*
 * A Postgres for a test that will kill it: as durable as a shop's, in a folder of its own.
 * Prints "ready" once it accepts connections, ends it when asked to.
 */
const [folder = "", port = "", password = ""] = process.argv.slice(2)
fs.mkdirSync(folder, { recursive: true })
const supervisor = new Supervisor(path.join(folder, "running.json"))
const service = await startPostgres(supervisor, {
  folder: path.join(folder, "postgres"),
  port: Number(port),
  password,
  logFile: path.join(folder, "postgres.log"),
})
console.log("ready")
service.failed.catch(() => process.exit(1))
process.on("SIGTERM", () => {
  void supervisor.stopAll().then(() => process.exit(0))
})
