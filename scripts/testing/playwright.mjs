// @ts-check
import fs from "node:fs"
import path from "node:path"

import { plainText } from "../launcher/log-file.mjs"
import { root } from "../launcher/settings.mjs"
import { crashed } from "./results.mjs"

/** @typedef {import("./results.mjs").StageResult} StageResult */

/**
 * Runs the browser tests against a shop that is open.
 *
 * @param {import("../launcher/processes.mjs").Supervisor} supervisor
 * @param {{env: NodeJS.ProcessEnv, logFolder: string, grep: string | undefined}} run
 * @param {(text: string) => void} note
 * @returns {Promise<StageResult>}
 */
export async function runPlaywright(supervisor, run, note) {
  const outputFile = path.join(run.logFolder, "browser.json")
  let problem = "Playwright wrote no results"
  try {
    await supervisor.run({
      name: "Playwright",
      command: process.execPath,
      args: [
        path.join(root, "node_modules", "@playwright", "test", "cli.js"),
        ...["test", "--reporter=list,json"],
        ...(run.grep ? ["--grep", run.grep] : []),
      ],
      cwd: root,
      env: { ...process.env, ...run.env, PLAYWRIGHT_JSON_OUTPUT_NAME: outputFile },
      logFile: path.join(run.logFolder, "browser.log"),
      onLine: (line) => {
        const [, verdict, title] =
          /^\s*([✓✘ok-]+)\s+\d+ (.*?)( \([\d.ms]+\))?$/.exec(line) ?? []
        if (verdict && title) {
          note(`${verdict} ${title.split(" › ").slice(-1)[0]}`)
        }
      },
    })
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error)
  }
  return fs.existsSync(outputFile)
    ? readPlaywrightResults("browser", JSON.parse(fs.readFileSync(outputFile, "utf8")))
    : crashed("browser", problem)
}

/**
 * @typedef {object} PlaywrightSuite
 * @property {string} title
 * @property {PlaywrightSuite[]} [suites]
 * @property {{title: string, file: string, line: number, tests: {status: string, projectName: string,
 *   results: {errors?: {message?: string, stack?: string}[]}[]}[]}[]} [specs]
 */

/**
 * Reads what Playwright's JSON reporter wrote.
 *
 * @param {string} stage
 * @param {{suites: PlaywrightSuite[], errors?: {message?: string, stack?: string}[]}} output
 * @returns {StageResult}
 */
export function readPlaywrightResults(stage, output) {
  /** @type {StageResult} */
  const result = { stage, passed: 0, failed: 0, skipped: 0, failures: [] }
  for (const spec of output.suites.flatMap(specsOf)) {
    for (const test of spec.tests) {
      if (test.status === "skipped") {
        result.skipped++
      } else if (test.status === "unexpected") {
        result.failed++
        result.failures.push({
          title: `[${test.projectName}] ${spec.title} (${spec.file}:${spec.line})`,
          detail: test.results
            .flatMap(({ errors = [] }) => errors.map(describe))
            .join("\n\n"),
        })
      } else {
        result.passed++
      }
    }
  }
  for (const error of output.errors ?? []) {
    result.failed++
    result.failures.push({ title: "outside of any test", detail: describe(error) })
  }
  return result
}

/**
 * @param {PlaywrightSuite} suite
 * @returns {NonNullable<PlaywrightSuite["specs"]>}
 */
function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)]
}

/** @param {{message?: string, stack?: string}} error */
function describe(error) {
  return plainText(error.stack ?? error.message ?? "no message")
}
