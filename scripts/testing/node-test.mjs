// @ts-check
import fs from "node:fs"
import path from "node:path"

import { root } from "../launcher/settings.mjs"
import { crashed } from "./results.mjs"

/** @typedef {import("./results.mjs").StageResult} StageResult */

/**
 * Runs the tests that use node's own test runner: those of the scripts, the catalogue and the benchmarks.
 *
 * @param {import("../launcher/processes.mjs").Supervisor} supervisor
 * @param {{logFolder: string, grep: string | undefined}} run
 * @returns {Promise<StageResult>}
 */
export async function runNodeTests(supervisor, { logFolder, grep }) {
  const outputFile = path.join(logFolder, "unit-node.jsonl")
  let problem = "node's test runner wrote no results"
  try {
    await supervisor.run({
      name: "node --test",
      command: process.execPath,
      args: [
        "--test",
        `--test-reporter=${path.join(root, "scripts", "testing", "json-lines-reporter.mjs")}`,
        `--test-reporter-destination=${outputFile}`,
        ...(grep ? [`--test-name-pattern=${grep}`] : []),
        ...nodeTestFiles(),
      ],
      cwd: root,
      env: { ...process.env, NODE_ENV: "test" },
      logFile: path.join(logFolder, "unit-node.log"),
    })
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error)
  }
  return fs.existsSync(outputFile)
    ? readNodeResults("unit", fs.readFileSync(outputFile, "utf8"))
    : crashed("unit (node)", problem)
}

/**
 * @param {string} stage
 * @param {string} lines what the reporter wrote
 * @returns {StageResult}
 */
export function readNodeResults(stage, lines) {
  /** @type {StageResult} */
  const result = { stage, passed: 0, failed: 0, skipped: 0, failures: [] }
  for (const line of lines.split("\n").filter(Boolean)) {
    const { name, file, kind, outcome, cause, detail } = JSON.parse(line)
    // A group fails because of its tests, which are reported themselves.
    if (kind === "suite" || cause === "subtestsFailed") {
      continue
    }
    if (outcome === "skipped") {
      result.skipped++
    } else if (outcome === "passed") {
      result.passed++
    } else {
      result.failed++
      result.failures.push({
        title: `${name} (${file ? path.relative(root, file) : "?"})`,
        detail: detail ?? "",
      })
    }
  }
  return result
}

/** @returns {string[]} relative to the root */
function nodeTestFiles() {
  return ["scripts", "data", "bench"].flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".spec.mjs") && !file.includes("node_modules"))
      .map((file) => path.join(folder, file))
      .sort()
  )
}
