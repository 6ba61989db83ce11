// @ts-check
import fs from "node:fs"
import path from "node:path"
import readline from "node:readline/promises"

import { lockHolder } from "./launcher/lock.mjs"
import { endLeftovers } from "./launcher/processes.mjs"
import { readSettings } from "./launcher/settings.mjs"

const { dataDir } = readSettings(process.env)
process.exit(await reset())

/**
 * Forgets the shop: database, uploads, vectors, secrets, logs.
 *
 * @returns {Promise<number>} an exit code
 */
async function reset() {
  if (!fs.existsSync(dataDir)) {
    console.log(`There is nothing to reset: ${dataDir} does not exist.`)
    return 0
  }
  const holder = lockHolder(path.join(dataDir, "lock"))
  if (holder) {
    console.error(`The shop on ${dataDir} runs (process ${holder.pid}). Stop it first.`)
    return 1
  }
  if (!fs.existsSync(path.join(dataDir, "secrets.json"))) {
    console.error(`${dataDir} does not look like a shop's data. Nothing was removed.`)
    return 1
  }
  if (!process.argv.includes("--yes") && !(await confirmed())) {
    console.log("Nothing was removed.")
    return 1
  }
  await endLeftovers(path.join(dataDir, "running.json"))
  removeDatabaseOutside(path.join(dataDir, "postgres"))
  removeOurs(dataDir)
  console.log(
    `The shop's data in ${dataDir} are gone. The next npm start begins with the demo catalogue.`
  )
  return 0
}

async function confirmed() {
  if (!process.stdin.isTTY) {
    console.error(
      "Nobody is here to ask. To reset without asking: npm run reset -- --yes"
    )
    return false
  }
  const terminal = readline.createInterface({
    input: process.stdin,
    output: process.stdout,
  })
  const answer = await terminal.question(
    `This removes every order, picture and setting in ${dataDir}. Type "reset" to go on: `
  )
  terminal.close()
  return answer.trim() === "reset"
}

/**
 * Removes what the shop keeps, and nothing else: a mistyped GATHER_DATA_DIR must not cost
 * somebody other files.
 *
 * @param {string} folder
 */
function removeOurs(folder) {
  const ours =
    /^(build\.lock|config|files|files-private|lock|logs|mail|postgres|(running|secrets|seed|shop)\.json|vectors)(\..*)?$/
  for (const name of fs.readdirSync(folder)) {
    if (ours.test(name)) {
      fs.rmSync(path.join(folder, name), { recursive: true, force: true })
    }
  }
  if (fs.readdirSync(folder).length === 0) {
    fs.rmdirSync(folder)
  }
}

/**
 * Where Postgres could not live in the folder itself, a link leads to its place.
 *
 * @param {string} link
 */
function removeDatabaseOutside(link) {
  if (
    fs.lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() &&
    fs.existsSync(link)
  ) {
    fs.rmSync(fs.realpathSync(link), { recursive: true, force: true })
  }
}
