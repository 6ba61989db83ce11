// @ts-check
import fs from "node:fs"
import path from "node:path"

import { root } from "./settings.mjs"

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [optional]
 * @property {boolean} [link]
 */

/**
 * Why dependencies must be installed, or undefined when `node_modules` holds exactly what
 * the lock file asks for. Compares npm's own record of what it installed, so it does not
 * matter who ran npm.
 *
 * @param {string} folder
 * @returns {string | undefined}
 */
export function whyInstall(folder = root) {
  const wanted = readPackages(path.join(folder, "package-lock.json"))
  const installed = readPackages(path.join(folder, "node_modules", ".package-lock.json"))
  if (!wanted) {
    throw new Error("package-lock.json is missing or cannot be read")
  }
  if (!installed) {
    return "nothing is installed yet"
  }
  for (const [name, { version, optional, link }] of Object.entries(wanted)) {
    if (!name.includes("node_modules/") || optional || link) {
      continue
    }
    if (!installed[name]) {
      return `${shortName(name)} is missing`
    }
    if (installed[name].version !== version) {
      return `${shortName(name)} changes from ${installed[name].version} to ${version}`
    }
  }
  return undefined
}

/**
 * How npm is to be called: the one that runs us, or the one on the PATH.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {{command: string, args: string[]}}
 */
export function npmCommand(env) {
  const running = env.npm_execpath
  if (running && /npm-cli\.c?js$/.test(running) && fs.existsSync(running)) {
    return { command: process.execPath, args: [running] }
  }
  return { command: "npm", args: [] }
}

/**
 * Installs what the lock file says.
 *
 * @param {import("./processes.mjs").Supervisor} supervisor
 * @param {string} logFile
 * @param {(text: string) => void} note
 */
export async function install(supervisor, logFile, note) {
  const npm = npmCommand(process.env)
  const expected = countFolders(readPackages(path.join(root, "package-lock.json")) ?? {})
  const timer = setInterval(() => {
    note(`${Math.min(countInstalled(), expected)} of ${expected} packages`)
  }, 5_000)
  try {
    await supervisor.run({
      name: "npm ci",
      command: npm.command,
      args: [
        ...npm.args,
        "ci",
        "--include=dev",
        "--no-audit",
        "--no-fund",
        "--prefer-offline",
      ],
      cwd: root,
      // Its install script would fetch CUDA libraries.
      env: { ...process.env, NODE_ENV: "development", ONNXRUNTIME_NODE_INSTALL: "skip" },
      logFile,
    })
  } finally {
    clearInterval(timer)
  }
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined}
 */
function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")).packages
  } catch {
    return undefined
  }
}

/** @param {string} name */
function shortName(name) {
  return name.slice(name.lastIndexOf("node_modules/") + "node_modules/".length)
}

/** @param {Record<string, LockedPackage>} packages */
function countFolders(packages) {
  return Object.entries(packages).filter(
    ([name, { optional }]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(name) && !optional
  ).length
}

function countInstalled() {
  const folder = path.join(root, "node_modules")
  try {
    return fs
      .readdirSync(folder)
      .filter((name) => !name.startsWith("."))
      .reduce(
        (sum, name) =>
          sum +
          (name.startsWith("@") ? fs.readdirSync(path.join(folder, name)).length : 1),
        0
      )
  } catch {
    return 0
  }
}
