// @ts-check
import fs from "node:fs"
import path from "node:path"

import { nextCli, plugins } from "../launcher/builds.mjs"
import { plainText } from "../launcher/log-file.mjs"
import { ProgramFailure } from "../launcher/processes.mjs"
import { root } from "../launcher/settings.mjs"
import { verdict } from "./results.mjs"

/** @typedef {import("../launcher/processes.mjs").Supervisor} Supervisor */
/** @typedef {import("./results.mjs").StageResult} StageResult */

/**
 * Checks the types of every TypeScript project of the repository. The plugins must be
 * built: the application sees their declarations only.
 *
 * @param {Supervisor} supervisor
 * @param {string} logFolder
 * @param {(text: string) => void} note
 * @returns {Promise<StageResult>}
 */
export async function checkTypes(supervisor, logFolder, note) {
  /** @type {string[]} */
  const problems = []
  note("storefront routes")
  problems.push(
    ...(await complaints(supervisor, {
      name: "next typegen",
      args: [nextCli(), "typegen"],
      cwd: path.join(root, "storefront"),
      logFile: path.join(logFolder, "types-next.log"),
    }))
  )
  const tsc = path.join(root, "node_modules", "typescript", "bin", "tsc")
  for (const project of typeScriptProjects()) {
    note(project)
    problems.push(
      ...(await complaints(supervisor, {
        name: `tsc -p ${project}`,
        args: [tsc, "--noEmit", "--pretty", "false", "-p", project],
        cwd: root,
        logFile: path.join(logFolder, `types-${project.replace(/\W+/g, "-")}.log`),
      }))
    )
  }
  return verdict("types", problems.length > 0 ? problems.join("\n\n") : undefined)
}

/**
 * @param {Supervisor} supervisor
 * @param {string} logFolder
 * @returns {Promise<StageResult>}
 */
export async function checkLint(supervisor, logFolder) {
  const problems = await complaints(supervisor, {
    name: "eslint",
    args: [path.join(root, "node_modules", "eslint", "bin", "eslint.js"), ".", "--quiet"],
    cwd: root,
    logFile: path.join(logFolder, "lint.log"),
  })
  return verdict("lint", problems[0])
}

/**
 * @param {Supervisor} supervisor
 * @param {string} logFolder
 * @returns {Promise<StageResult>}
 */
export async function checkFormat(supervisor, logFolder) {
  const problems = await complaints(supervisor, {
    name: "prettier",
    args: [
      path.join(root, "node_modules", "prettier", "bin", "prettier.cjs"),
      ...["--check", "--log-level", "warn", "."],
    ],
    cwd: root,
    logFile: path.join(logFolder, "format.log"),
  })
  return verdict("format", problems[0])
}

/** Every tsconfig of the repository, relative to the root. */
function typeScriptProjects() {
  const folders = [
    "scripts",
    ...plugins.flatMap((name) => [
      `src-plugins/${name}`,
      `src-plugins/${name}/src/admin`,
      `src-plugins/${name}/integration-tests`,
      `src-plugins/${name}/install-tests`,
    ]),
    "medusa-backend",
    "medusa-backend/integration-tests",
    "medusa-backend/src/admin",
    "storefront",
    "e2e",
    "data",
    "bench",
    "bench/app",
  ]
  return folders.flatMap((folder) => {
    const absolute = path.join(root, folder)
    return (fs.existsSync(absolute) ? fs.readdirSync(absolute) : [])
      .filter((name) => /^tsconfig(\.\w+)?\.json$/.test(name))
      .map((name) => `${folder}/${name}`)
  })
}

/**
 * What a checking program complains of: nothing when it ends with code 0.
 *
 * @param {Supervisor} supervisor
 * @param {{name: string, args: string[], cwd: string, logFile: string}} program
 * @returns {Promise<string[]>}
 */
async function complaints(supervisor, program) {
  try {
    await supervisor.run({
      ...program,
      command: process.execPath,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" },
    })
    return []
  } catch (error) {
    if (!(error instanceof ProgramFailure)) {
      throw error
    }
    return [`${program.name}\n${plainText(fs.readFileSync(program.logFile, "utf8"))}`]
  }
}
