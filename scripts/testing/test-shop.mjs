// @ts-check
import fs from "node:fs"
import path from "node:path"

import { findFreePort } from "../launcher/ports.mjs"
import { root } from "../launcher/settings.mjs"
import { shopFilePath } from "../launcher/shop-file.mjs"

/**
 * Opens a real shop, the way `npm start` does, in a folder of its own.
 *
 * @param {import("../launcher/processes.mjs").Supervisor} supervisor
 * @param {{folder: string, logFolder: string, env: NodeJS.ProcessEnv,
 *   note: (text: string) => void}} options
 * @returns {Promise<{shopFile: string, stop: () => Promise<void>}>}
 */
export async function openTestShop(supervisor, { folder, logFolder, env, note }) {
  const storefrontPort = await findFreePort(8300)
  const medusaPort = await findFreePort(9300, new Set([storefrontPort]))
  const service = supervisor.start({
    name: "npm start",
    command: process.execPath,
    args: [path.join(root, "scripts", "start.mjs")],
    cwd: root,
    env: {
      ...withoutServices(process.env),
      GATHER_DATA_DIR: folder,
      STOREFRONT_PORT: String(storefrontPort),
      MEDUSA_PORT: String(medusaPort),
      ...env,
    },
    logFile: path.join(logFolder, "shop.log"),
    stopSignal: "SIGINT",
    stopWithin: 60_000,
    onLine: (line) => {
      const [, name] = /^… (.*)$/.exec(line) ?? []
      if (name) {
        note(name)
      }
    },
  })
  const shopFile = shopFilePath(folder)
  await Promise.race([fileAppears(shopFile, 15 * 60_000), service.failed])
  return { shopFile, stop: () => service.stop() }
}

/**
 * The shop under test is the embedded one, whatever this terminal is set up for.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
function withoutServices(env) {
  const { DATABASE_URL, REDIS_URL, GATHER_POSTGRES_PORT, GATHER_VECTORS, ...rest } = env
  void [DATABASE_URL, REDIS_URL, GATHER_POSTGRES_PORT, GATHER_VECTORS]
  return /** @type {NodeJS.ProcessEnv} */ (rest)
}

/**
 * @param {string} file
 * @param {number} within milliseconds
 */
async function fileAppears(file, within) {
  const deadline = Date.now() + within
  while (!fs.existsSync(file)) {
    if (Date.now() > deadline) {
      throw new Error(`${file} did not appear within ${within / 60_000} minutes`)
    }
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}
