// @ts-check
import os from "node:os"

import { formatSeconds, Progress } from "../scripts/launcher/progress.mjs"
import { table } from "./measure/report.mjs"
import { BenchRun } from "./shop/bench-run.mjs"
import { measurePickList } from "./commerce/pick-list.mjs"
import { measureQuote } from "./commerce/quote.mjs"
import { measureUtilisation } from "./commerce/utilisation.mjs"
import { measureAdds, measureCompletions } from "./ledger/cart.mjs"
import { measureMemory } from "./ledger/memory.mjs"
import { measureReads } from "./ledger/reads.mjs"
import { measureWrites } from "./ledger/writes.mjs"

/** @typedef {import("./measure/report.mjs").Finding} Finding */

/**
 * @typedef {object} Bench what a part measures on
 * @property {BenchRun} run
 * @property {number} seed
 * @property {(text: string) => void} note
 * @property {(finding: Finding) => void} found
 */

/** @type {Record<import("./arguments.mjs").Part, (bench: Bench) => Promise<void>>} */
const parts = {
  reads: measureReads,
  add: measureAdds,
  complete: measureCompletions,
  writes: measureWrites,
  memory: measureMemory,
  quote: measureQuote,
  utilisation: measureUtilisation,
  picklist: measurePickList,
}

/**
 * Measures the parts of a suite and prints ratios beside the raw numbers and the targets.
 *
 * @param {import("./arguments.mjs").Wanted} wanted
 * @returns {Promise<boolean>} whether every target is met
 */
export async function runBench(wanted) {
  const startedAt = Date.now()
  const progress = new Progress()
  const run = new BenchRun(progress, wanted)
  const interrupted = new Promise((_, reject) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
      process.once(signal, () => reject(new Error(`Ended by ${signal}`)))
    }
  })
  interrupted.catch(() => {})
  /** @type {Finding[]} */
  const findings = []
  try {
    await Promise.race([run.open(), interrupted])
    for (const part of wanted.parts) {
      const measured = progress.step(`Measure: ${part}`, ({ note }) =>
        parts[part]({
          run,
          seed: wanted.seed,
          note,
          found: (finding) => findings.push(finding),
        })
      )
      measured.catch(() => {})
      await Promise.race([measured, interrupted])
    }
  } finally {
    progress.close()
    if (findings.length > 0) {
      printFindings(findings, { seed: wanted.seed, startedAt })
    }
    await run.close()
  }
  return findings.every((finding) => finding.met !== false)
}

/**
 * @param {Finding[]} findings
 * @param {{seed: number, startedAt: number}} run
 */
function printFindings(findings, { seed, startedAt }) {
  console.log(
    `\n${formatSeconds(Date.now() - startedAt)} in all, ${describeMachine()}, ` +
      `seed ${seed}\nPostgres without fsync, Medusa in production mode with its ` +
      "in-memory modules. Ratios of medians, with their 95 % interval.\n\n" +
      table(findings)
  )
}

function describeMachine() {
  const [cpu] = os.cpus()
  return `${os.cpus().length} cores (${cpu?.model ?? "unknown"}), Node ${process.versions.node}`
}
