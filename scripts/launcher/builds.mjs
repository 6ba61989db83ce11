// @ts-check
import fs from "node:fs"
import path from "node:path"
import { createRequire } from "node:module"

import { fingerprint, isBuilt, stampBuilt } from "./build-cache.mjs"
import { buildEnvironment } from "./environment.mjs"
import { root } from "./settings.mjs"

/**
 * @typedef {object} Build
 * @property {string} id
 * @property {string} title
 * @property {string[]} needs ids of the builds it reads
 * @property {string} cwd
 * @property {() => string[]} command
 * @property {() => string} inputs its inputs' fingerprint
 * @property {string} stamp
 * @property {string[]} outputs
 */

const specs =
  /(^|\/)(integration-tests\/|.*\.(spec|test)\.tsx?$|__admin-extensions__\.js$)/

/** The plugins of this repository: every folder of src-plugins with a package.json. */
export const plugins = fs
  .readdirSync(path.join(root, "src-plugins"))
  .filter((name) => fs.existsSync(path.join(root, "src-plugins", name, "package.json")))
  .sort()

/**
 * Everything that must be built before the shop can start, in an order that works.
 *
 * @returns {Build[]}
 */
export function allBuilds() {
  return [...plugins.map(pluginBuild), backendBuild(), storefrontBuild()]
}

/** @param {string} name a folder of src-plugins */
export function pluginBuild(name) {
  const cwd = path.join(root, "src-plugins", name)
  /** @type {Build} */
  const build = {
    id: `plugin:${name}`,
    title: `Build the plugin ${name}`,
    needs: [],
    cwd,
    command: () => [medusaCli(), "plugin:build"],
    inputs: () => pluginInputs(name),
    stamp: path.join(cwd, ".medusa", "built"),
    outputs: [path.join(cwd, ".medusa", "server", "src")],
  }
  return build
}

/**
 * Runs a build when its inputs changed since its output was made.
 *
 * @param {Build} build
 * @param {import("./processes.mjs").Supervisor} supervisor
 * @param {string} logFolder
 * @returns {Promise<boolean>} whether there was anything to do
 */
export async function buildWhenChanged(build, supervisor, logFolder) {
  const wanted = build.inputs()
  if (isBuilt(build.stamp, wanted, build.outputs)) {
    return false
  }
  fs.rmSync(build.stamp, { force: true })
  await supervisor.run({
    name: build.title,
    command: process.execPath,
    args: build.command(),
    cwd: build.cwd,
    env: buildEnvironment(),
    logFile: path.join(logFolder, `build-${build.id.replace(/\W+/g, "-")}.log`),
  })
  const [missing] = build.outputs.filter((file) => !fs.existsSync(file))
  if (missing) {
    throw new Error(
      `${build.title} ended well but made no ${path.relative(root, missing)}`
    )
  }
  stampBuilt(build.stamp, wanted)
  return true
}

/** Medusa's command line, as a file for node: a wrapper script would hide its process. */
export function medusaCli() {
  return createRequire(path.join(root, "medusa-backend", "package.json")).resolve(
    "@medusajs/cli/cli.js"
  )
}

/** Next's command line, as a file for node. */
export function nextCli() {
  return createRequire(path.join(root, "storefront", "package.json")).resolve(
    "next/dist/bin/next"
  )
}

/** @returns {Build} */
function backendBuild() {
  const cwd = path.join(root, "medusa-backend")
  return {
    id: "backend",
    title: "Build Medusa and its admin",
    needs: plugins.map((name) => `plugin:${name}`),
    cwd,
    command: () => [medusaCli(), "build", "--no-lint"],
    inputs: () =>
      fingerprint({
        folder: root,
        paths: [
          "medusa-backend/src",
          "medusa-backend/medusa-config.ts",
          "medusa-backend/instrumentation.ts",
          "medusa-backend/package.json",
          "medusa-backend/tsconfig.json",
          "tsconfig.base.json",
        ],
        ignore: specs,
        values: { ...toolchain(), plugins: plugins.map(pluginInputs).join() },
      }),
    stamp: path.join(cwd, ".medusa", "built"),
    outputs: [
      path.join(cwd, ".medusa", "server", "medusa-config.js"),
      path.join(cwd, ".medusa", "server", "public", "admin", "index.html"),
    ],
  }
}

/** @returns {Build} */
function storefrontBuild() {
  const cwd = path.join(root, "storefront")
  return {
    id: "storefront",
    title: "Build the storefront",
    needs: [],
    cwd,
    command: () => [nextCli(), "build"],
    inputs: () =>
      fingerprint({
        folder: cwd,
        paths: fs
          .readdirSync(cwd)
          .filter((name) => !/^(\.next.*|node_modules)$/.test(name)),
        ignore:
          /\.(spec|test)\.tsx?$|^(next-env\.d\.ts|.*\.tsbuildinfo|jest\.config\.cjs)$/,
        values: toolchain(),
      }),
    stamp: path.join(cwd, ".next", "built"),
    outputs: [path.join(cwd, ".next", "BUILD_ID")],
  }
}

/** @param {string} name */
function pluginInputs(name) {
  return fingerprint({
    folder: root,
    paths: [
      `src-plugins/${name}/src`,
      `src-plugins/${name}/package.json`,
      `src-plugins/${name}/tsconfig.json`,
      "tsconfig.base.json",
    ],
    ignore: specs,
    values: toolchain(),
  })
}

/** @type {Record<string, string> | undefined} */
let knownToolchain

function toolchain() {
  knownToolchain ??= {
    node: /** @type {string} */ (process.versions.node.split(".")[0]),
    dependencies: fingerprint({ folder: root, paths: ["package-lock.json"] }),
  }
  return knownToolchain
}
