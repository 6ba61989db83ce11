// @ts-check
import crypto from "node:crypto"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"

import { buildWhenChanged, pluginBuild } from "../launcher/builds.mjs"
import { findFreePort } from "../launcher/ports.mjs"
import { databaseUrl, startPostgres } from "../launcher/postgres.mjs"
import { Supervisor } from "../launcher/processes.mjs"
import { Progress } from "../launcher/progress.mjs"
import { installWhenNeeded } from "../launcher/shop.mjs"
import { openLedger } from "./open-ledger.mjs"
import { checkScenario, isCheckable } from "./rental-scenarios.mjs"

/**
 * Runs availability scenarios against the ledger of the rental plugin in a Postgres of its
 * own, and prints a line for each that fails, then how many did.
 *
 * @param {string} file scenarios as JSON: `{scenarios: [{id, kind, …}]}`
 * @returns {Promise<boolean>} whether all that can be checked passed
 */
export async function acceptRental(file) {
  const scenarios = readScenarios(file)
  const progress = new Progress()
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gather-accept-"))
  // Postgres runs as another user when this one is root, and must get through.
  fs.chmodSync(folder, 0o711)
  const supervisor = new Supervisor(path.join(folder, "running.json"))
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.on(signal, () => void supervisor.stopAll().finally(() => process.exit(130)))
  }
  try {
    await installWhenNeeded(progress, supervisor, folder)
    const url = await progress.step("Postgres", () => startDatabase(supervisor, folder))
    await progress.step("Rental plugin", () =>
      buildWhenChanged(pluginBuild("rental"), supervisor, folder)
    )
    progress.close()
    return await run(scenarios, url)
  } finally {
    progress.close()
    await supervisor.stopAll()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * @param {import("./rental-scenarios.mjs").Scenario[]} scenarios
 * @param {string} url
 */
async function run(scenarios, url) {
  const checkable = scenarios.filter(isCheckable)
  const ledger = await openLedger(url)
  let failed = 0
  try {
    for (const scenario of checkable) {
      const failures = await checkScenario(ledger, scenario).catch((error) => [
        error instanceof Error ? error.message : String(error),
      ])
      if (failures.length) {
        failed++
        console.log(`${scenario.id}: ${failures.join("; ")}`)
      }
    }
  } finally {
    await ledger.close()
  }
  const prose = scenarios.length - checkable.length
  if (prose) {
    console.log(`${prose} scenarios are prose: they are not run here`)
  }
  console.log(`${checkable.length - failed} passed, ${failed} failed`)
  return failed === 0 && checkable.length > 0
}

/**
 * @param {string} file
 * @returns {import("./rental-scenarios.mjs").Scenario[]}
 */
function readScenarios(file) {
  if (!fs.existsSync(file)) {
    throw new Error(`There is no file ${file}`)
  }
  let content
  try {
    content = JSON.parse(fs.readFileSync(file, "utf8"))
  } catch {
    throw new Error(`${file} is not JSON`)
  }
  if (!Array.isArray(content?.scenarios)) {
    throw new Error(`${file} has no list "scenarios"`)
  }
  return content.scenarios
}

/**
 * @param {Supervisor} supervisor
 * @param {string} folder
 */
async function startDatabase(supervisor, folder) {
  const server = {
    port: await findFreePort(54440),
    password: crypto.randomBytes(12).toString("hex"),
  }
  await startPostgres(supervisor, {
    ...server,
    folder: path.join(folder, "postgres"),
    logFile: path.join(folder, "postgres.log"),
    disposable: true,
  })
  return databaseUrl(server, "postgres")
}
