// @ts-check
import crypto from "node:crypto"
import fs from "node:fs"
import path from "node:path"

import { identify, isAlive } from "./process-identity.mjs"

/** @typedef {import("./process-identity.mjs").ProcessIdentity} ProcessIdentity */

/**
 * @typedef {object} Lock
 * @property {ProcessIdentity | undefined} takenOverFrom the dead process that had left it behind
 * @property {() => void} release
 */

/** The lock is held by a process that lives. */
export class LockHeldError extends Error {
  /**
   * @param {string} file
   * @param {ProcessIdentity} holder
   */
  constructor(file, holder) {
    super(`${file} is held by process ${holder.pid}`)
    this.holder = holder
  }
}

/**
 * Takes a lock file for this process, also when a dead process left it behind.
 *
 * The file is linked into place, which succeeds for one process only. A stale one is
 * renamed away first; whoever finds that it renamed a living lock puts it back.
 *
 * @param {string} file
 * @returns {Lock}
 * @throws {LockHeldError}
 */
export function acquireLock(file) {
  const self = identify(process.pid)
  if (!self) {
    throw new Error("This process cannot be found in the system's list of processes")
  }
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const own = `${file}.${process.pid}.${crypto.randomBytes(4).toString("hex")}`
  fs.writeFileSync(own, JSON.stringify(self), { mode: 0o644 })

  /** @type {ProcessIdentity | undefined} */
  let takenOverFrom
  try {
    for (let attempt = 0; attempt < 20; attempt++) {
      if (tryLink(own, file)) {
        return { takenOverFrom, release: () => releaseLock(file, self) }
      }
      const holder = readHolder(file)
      if (holder && isAlive(holder)) {
        throw new LockHeldError(file, holder)
      }
      if (moveStaleAway(file, own)) {
        takenOverFrom = holder
      }
    }
    throw new Error(`${file} changes hands too quickly to be taken`)
  } finally {
    fs.rmSync(own, { force: true })
  }
}

/**
 * Who holds a lock now.
 *
 * @param {string} file
 * @returns {ProcessIdentity | undefined} undefined when nobody alive does
 */
export function lockHolder(file) {
  const holder = readHolder(file)
  return holder && isAlive(holder) ? holder : undefined
}

/**
 * @param {string} own
 * @param {string} file
 */
function tryLink(own, file) {
  try {
    fs.linkSync(own, file)
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") {
      return false
    }
    throw error
  }
}

/**
 * @param {string} file
 * @param {string} own
 * @returns {boolean} whether a stale lock is out of the way
 */
function moveStaleAway(file, own) {
  const aside = `${own}.stale`
  try {
    fs.renameSync(file, aside)
  } catch {
    return false
  }
  const moved = readHolder(aside)
  if (moved && isAlive(moved)) {
    tryLink(aside, file)
    fs.rmSync(aside, { force: true })
    return false
  }
  fs.rmSync(aside, { force: true })
  return true
}

/**
 * @param {string} file
 * @returns {ProcessIdentity | undefined}
 */
function readHolder(file) {
  try {
    const holder = JSON.parse(fs.readFileSync(file, "utf8"))
    return typeof holder?.pid === "number" && typeof holder?.started === "string"
      ? { pid: holder.pid, started: holder.started }
      : undefined
  } catch {
    return undefined
  }
}

/**
 * @param {string} file
 * @param {ProcessIdentity} self
 */
function releaseLock(file, self) {
  const holder = readHolder(file)
  if (holder?.pid === self.pid && holder.started === self.started) {
    fs.rmSync(file, { force: true })
  }
}
