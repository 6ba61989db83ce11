// @ts-check
import fs from "node:fs"
import path from "node:path"

import { aptInstall, findProgram, MissingSoftware } from "./system-packages.mjs"

/**
 * A Chromium for the browser tests: `GATHER_CHROMIUM`, or this system's own, or Debian's,
 * installed now.
 *
 * @param {{logFolder: string, note: (text: string) => void}} options
 * @returns {Promise<string>} its path
 */
export async function findChromium({ logFolder, note }) {
  const given = process.env.GATHER_CHROMIUM
  if (given) {
    if (!fs.existsSync(given)) {
      throw new MissingSoftware(`GATHER_CHROMIUM is ${given}, which does not exist`)
    }
    return given
  }
  const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]
  const found = findProgram(...names)
  if (found) {
    return found
  }
  note("installing chromium")
  await aptInstall(["chromium"], path.join(logFolder, "apt-chromium.log"))
  const installed = findProgram(...names)
  if (!installed) {
    throw new MissingSoftware("Please install chromium, or name one with GATHER_CHROMIUM")
  }
  return installed
}
