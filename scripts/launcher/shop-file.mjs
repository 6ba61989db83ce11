// @ts-check
import fs from "node:fs"
import path from "node:path"

import { writePrivateFile } from "./secrets.mjs"

/**
 * How to reach a running shop; the file is there while it runs.
 *
 * @typedef {object} ShopFile
 * @property {string} storefront_url
 * @property {string} medusa_url
 * @property {string} publishable_key
 * @property {{email: string, password: string} | null} admin the demo admin of the embedded mode
 * @property {string} database_url
 * @property {number} pid the launcher's
 */

/** @param {string} dataDir */
export function shopFilePath(dataDir) {
  return path.join(dataDir, "shop.json")
}

/**
 * @param {string} dataDir
 * @param {ShopFile} shop
 */
export function writeShopFile(dataDir, shop) {
  writePrivateFile(shopFilePath(dataDir), JSON.stringify(shop, null, 2) + "\n")
}

/** @param {string} dataDir */
export function removeShopFile(dataDir) {
  fs.rmSync(shopFilePath(dataDir), { force: true })
}

/**
 * What the seed left for the storefront.
 *
 * @param {string} dataDir
 * @returns {{publishable_key: string, admin_email: string | null, files_url?: string} | undefined}
 */
export function readSeedFile(dataDir) {
  try {
    const seed = JSON.parse(fs.readFileSync(path.join(dataDir, "seed.json"), "utf8"))
    return typeof seed.publishable_key === "string" ? seed : undefined
  } catch {
    return undefined
  }
}
