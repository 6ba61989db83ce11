// @ts-check
import fs from "node:fs"
import path from "node:path"

import { buildWhenChanged, pluginBuild, plugins } from "./builds.mjs"
import { explain } from "./explain.mjs"
import { root } from "./settings.mjs"

/** Editors write a file in several steps. */
const calmAfter = 300

/**
 * Builds a plugin again when its source changes, then starts Medusa anew with it. A build
 * that fails is shown, and Medusa goes on with what it has in memory.
 *
 * @param {import("./shop.mjs").Shop} shop
 */
export function watchPlugins(shop) {
  /** @type {Set<string>} */
  const changed = new Set()
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  let working = false

  const work = async () => {
    if (working) {
      return
    }
    working = true
    while (changed.size > 0) {
      const names = [...changed]
      changed.clear()
      try {
        if (await rebuild(shop, names)) {
          await shop.progress.step("Medusa opens again", () => shop.restartMedusa())
        }
      } catch (error) {
        if (!shop.closing) {
          shop.progress.print(explain(error))
        }
      }
    }
    working = false
  }

  for (const name of plugins) {
    const source = path.join(root, "src-plugins", name, "src")
    fs.watch(source, { recursive: true }, () => {
      changed.add(name)
      clearTimeout(timer)
      timer = setTimeout(() => void work(), calmAfter)
    })
  }
}

/**
 * @param {import("./shop.mjs").Shop} shop
 * @param {string[]} names
 * @returns {Promise<boolean>} whether anything was built
 */
async function rebuild(shop, names) {
  let anything = false
  for (const build of names.map(pluginBuild)) {
    if (await buildWhenChanged(build, shop.supervisor, shop.logs)) {
      shop.progress.print(`✓ ${build.title}`)
      anything = true
    }
  }
  return anything
}
