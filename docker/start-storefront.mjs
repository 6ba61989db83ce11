// @ts-check
// Starts the storefront with the publishable key that the seed left in the shared folder.
import { spawn } from "node:child_process"
import fs from "node:fs"
import path from "node:path"

const seedFile = path.join(process.env.GATHER_DATA_DIR ?? "/data", "seed.json")
const key =
  process.env.MEDUSA_PUBLISHABLE_KEY ||
  JSON.parse(fs.readFileSync(seedFile, "utf8")).publishable_key

const child = spawn(
  process.execPath,
  [
    "/shop/node_modules/next/dist/bin/next",
    "start",
    "--port",
    process.env.STOREFRONT_PORT ?? "8000",
  ],
  { stdio: "inherit", env: { ...process.env, MEDUSA_PUBLISHABLE_KEY: key } }
)
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  process.on(signal, () => child.kill(signal))
}
child.once("close", (code) => process.exit(code ?? 1))
