// @ts-check
import fs from "node:fs"
import path from "node:path"

import { quietMedusa } from "../launcher/environment.mjs"
import { plainText } from "../launcher/log-file.mjs"
import { root } from "../launcher/settings.mjs"
import { combine, crashed } from "./results.mjs"

/** @typedef {import("./results.mjs").StageResult} StageResult */

const eachTest = path.join(root, "scripts", "testing", "each-test-reporter.cjs")

/** @typedef {"unit" | "module" | "http" | "install"} TestType */

/**
 * @typedef {object} JestRun
 * @property {string} stage
 * @property {TestType} type which of a workspace's tests
 * @property {string[]} workspaces folders relative to the root
 * @property {NodeJS.ProcessEnv} env
 * @property {string} logFolder
 * @property {string | undefined} grep
 * @property {string[]} [files] patterns of the files to run; all when absent
 * @property {string[]} [exceptFiles] patterns of files that are not run
 * @property {number} [workers] how many files at a time; 1 when absent
 * @property {(line: string) => void} [onTest] gets a line for each test as it ends
 */

/**
 * Runs the Jest tests of one type in several workspaces.
 *
 * @param {import("../launcher/processes.mjs").Supervisor} supervisor
 * @param {JestRun} run
 * @param {(text: string) => void} note
 * @returns {Promise<StageResult>}
 */
export async function runJest(supervisor, run, note) {
  /** @type {StageResult[]} */
  const results = []
  for (const workspace of run.workspaces) {
    results.push(await runWorkspace(supervisor, run, workspace, note))
  }
  return combine(run.stage, results)
}

/**
 * The workspaces that have Jest tests of a type.
 *
 * @param {TestType} type
 * @returns {string[]} folders relative to the root
 */
export function workspacesWith(type) {
  const plugins = fs
    .readdirSync(path.join(root, "src-plugins"))
    .map((name) => `src-plugins/${name}`)
  const candidates = {
    unit: [...plugins, "medusa-backend", "storefront"],
    module: plugins,
    http: ["medusa-backend"],
    install: plugins,
  }
  const needed = {
    unit: "jest.config.cjs",
    module: "integration-tests",
    http: "integration-tests",
    install: "install-tests",
  }
  return candidates[type].filter((folder) =>
    fs.existsSync(path.join(root, folder, needed[type]))
  )
}

/**
 * @param {import("../launcher/processes.mjs").Supervisor} supervisor
 * @param {JestRun} run
 * @param {string} workspace
 * @param {(text: string) => void} note
 */
async function runWorkspace(supervisor, run, workspace, note) {
  const name = path.basename(workspace)
  const part = [run.stage, name, ...(run.exceptFiles ? ["beside"] : [])].join("-")
  const outputFile = path.join(run.logFolder, `${part}.json`)
  let suites = 0
  note(name)
  let problem = "Jest wrote no results"
  try {
    await supervisor.run({
      name: `Jest in ${workspace}`,
      command: process.execPath,
      args: [
        // Medusa and PGlite are imported as ES modules at run time.
        "--experimental-vm-modules",
        path.join(root, "node_modules", "jest", "bin", "jest.js"),
        ...(run.files ?? []),
        ...["--config", "jest.config.cjs", "--json", "--outputFile", outputFile],
        ...["--passWithNoTests", "--forceExit", "--silent=false"],
        ...(run.workers ? [`--maxWorkers=${run.workers}`] : ["--runInBand"]),
        ...(run.exceptFiles ?? []).flatMap((file) => ["--testPathIgnorePatterns", file]),
        ...(run.grep ? ["--testNamePattern", run.grep] : []),
        ...(run.onTest ? ["--reporters", "default", "--reporters", eachTest] : []),
      ],
      cwd: path.join(root, workspace),
      env: {
        ...process.env,
        NODE_ENV: "test",
        NODE_NO_WARNINGS: "1",
        ...quietMedusa(),
        TEST_TYPE: run.type,
        ...run.env,
      },
      logFile: path.join(run.logFolder, `${part}.log`),
      onLine: (line) => {
        if (line.startsWith("TEST ")) {
          run.onTest?.(line.slice("TEST ".length))
        }
        const [, verdict, file] = /^(PASS|FAIL) (\S+)/.exec(line) ?? []
        if (verdict && file) {
          suites++
          note(
            `${name}: ${suites} files, ${verdict === "FAIL" ? "failed" : "passed"} ${file}`
          )
        }
      },
    })
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error)
  }
  return fs.existsSync(outputFile)
    ? readJestResults(
        run.stage,
        JSON.parse(fs.readFileSync(outputFile, "utf8")),
        workspace
      )
    : crashed(`${run.stage} (${workspace})`, problem)
}

/**
 * @typedef {object} JestOutput
 * @property {{name: string, status: string, message: string,
 *   assertionResults: {status: string, fullName: string, failureMessages: string[]}[]}[]} testResults
 */

/**
 * Reads what `jest --json` wrote. A file that fails outside of its tests (it cannot be
 * loaded, say) counts as one failed test.
 *
 * @param {string} stage
 * @param {JestOutput} output
 * @param {string} workspace
 * @returns {StageResult}
 */
export function readJestResults(stage, output, workspace) {
  /** @type {StageResult} */
  const result = { stage, passed: 0, failed: 0, skipped: 0, failures: [] }
  for (const file of output.testResults) {
    const name = `${workspace}${file.name.split(workspace).slice(1).join(workspace)}`
    let failedHere = 0
    for (const test of file.assertionResults) {
      if (test.status === "passed") {
        result.passed++
      } else if (test.status === "failed") {
        failedHere++
        result.failures.push({
          title: `${test.fullName} (${name})`,
          detail: plainText(test.failureMessages.join("\n")),
        })
      } else {
        result.skipped++
      }
    }
    if (file.status === "failed" && failedHere === 0) {
      failedHere++
      result.failures.push({ title: name, detail: plainText(file.message) })
    }
    result.failed += failedHere
  }
  return result
}
