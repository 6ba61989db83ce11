// @ts-check
import crypto from "node:crypto"
import fs from "node:fs"
import path from "node:path"

/**
 * @typedef {object} BuildInputs
 * @property {string} folder what the paths are relative to
 * @property {string[]} paths files and folders; a missing one counts as missing
 * @property {RegExp} [ignore] tested against each path relative to `folder`
 * @property {Record<string, string | undefined>} [values] anything else that matters
 */

/**
 * A fingerprint of the contents of files, independent of their dates.
 *
 * @param {BuildInputs} inputs
 * @returns {string} SHA-256 in hexadecimal
 */
export function fingerprint({ folder, paths, ignore, values = {} }) {
  const hash = crypto.createHash("sha256")
  const files = paths
    .flatMap((entry) => listFiles(folder, entry))
    .filter((file) => !ignore?.test(file))
    .sort()
  for (const file of files) {
    const content = fs.readFileSync(path.join(folder, file))
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  for (const name of Object.keys(values).sort()) {
    hash.update(`\0${name}=${values[name]}`)
  }
  return hash.digest("hex")
}

/**
 * Whether an output was built from inputs with this fingerprint.
 *
 * @param {string} stampFile
 * @param {string} wanted
 * @param {string[]} outputs files that must exist
 */
export function isBuilt(stampFile, wanted, outputs) {
  return (
    outputs.every((file) => fs.existsSync(file)) &&
    fs.existsSync(stampFile) &&
    fs.readFileSync(stampFile, "utf8").trim() === wanted
  )
}

/**
 * @param {string} stampFile
 * @param {string} built
 */
export function stampBuilt(stampFile, built) {
  fs.mkdirSync(path.dirname(stampFile), { recursive: true })
  fs.writeFileSync(stampFile, `${built}\n`)
}

/**
 * Files below a path, relative to the folder, links not followed.
 *
 * @param {string} folder
 * @param {string} entry
 * @returns {string[]}
 */
function listFiles(folder, entry) {
  const stat = fs.lstatSync(path.join(folder, entry), { throwIfNoEntry: false })
  if (!stat) {
    return []
  }
  if (!stat.isDirectory()) {
    return stat.isFile() ? [entry] : []
  }
  return fs
    .readdirSync(path.join(folder, entry))
    .filter((name) => name !== "node_modules")
    .flatMap((name) => listFiles(folder, path.posix.join(entry, name)))
}
