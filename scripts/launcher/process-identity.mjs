// @ts-check
import { execFileSync } from "node:child_process"
import fs from "node:fs"

/**
 * A process named so that a later process with the same number is not mistaken for it.
 *
 * @typedef {object} ProcessIdentity
 * @property {number} pid
 * @property {string} started when it started, in the system's own notation
 */

/**
 * @param {number} pid
 * @returns {ProcessIdentity | undefined} undefined when there is no such process
 */
export function identify(pid) {
  const started = startTime(pid)
  return started === undefined ? undefined : { pid, started }
}

/**
 * Whether the process that was identified is still the one that runs.
 *
 * @param {ProcessIdentity} identity
 */
export function isAlive(identity) {
  return startTime(identity.pid) === identity.started
}

/**
 * Whether an identified process belongs to the time since this system was started.
 *
 * @param {ProcessIdentity} identity
 */
export function startedSinceBoot({ started }) {
  return started.startsWith(bootId())
}

/**
 * @param {number} pid
 * @returns {string | undefined}
 */
function startTime(pid) {
  if (!Number.isInteger(pid) || pid <= 0) {
    return undefined
  }
  return fs.existsSync("/proc/self/stat") ? startTimeFromProc(pid) : startTimeFromPs(pid)
}

/** @param {number} pid */
function startTimeFromProc(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8")
    // The second field, the program's name in brackets, may hold spaces and brackets itself.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    const [state] = fields
    return state === "Z" || state === "X" ? undefined : `${bootId()}/${fields[19]}`
  } catch {
    return undefined
  }
}

/** @param {number} pid */
function startTimeFromPs(pid) {
  try {
    const line = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    })
    return line.trim() || undefined
  } catch {
    return undefined
  }
}

/** Linux counts start times from the system's own start, which this tells apart. */
function bootId() {
  try {
    return fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()
  } catch {
    return ""
  }
}
