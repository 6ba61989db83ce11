// @ts-check
import { spawn } from "node:child_process"
import fs from "node:fs"
import path from "node:path"

import { lastLines, openLog, plainText } from "./log-file.mjs"
import { identify, isAlive, startedSinceBoot } from "./process-identity.mjs"

/** @typedef {import("./process-identity.mjs").ProcessIdentity} ProcessIdentity */

/**
 * @typedef {object} Program
 * @property {string} name what people call it
 * @property {string} command
 * @property {string[]} args
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {string} logFile
 * @property {number} [uid]
 * @property {number} [gid]
 * @property {NodeJS.Signals} [stopSignal] what asks it to end; SIGTERM unless told
 * @property {number} [stopWithin] milliseconds it may take to end before it is killed
 * @property {(line: string) => void} [onLine] each line it prints
 */

/** @typedef {{code: number | null, signal: NodeJS.Signals | null}} Exit */

/** A program ended that should not have, or ended badly. */
export class ProgramFailure extends Error {
  /**
   * @param {Program} program
   * @param {Exit} exit
   */
  constructor(program, exit) {
    const how = exit.signal
      ? `was ended by ${exit.signal}`
      : `ended with code ${exit.code}`
    const lines = lastLines(program.logFile, 30)
    super(
      `${program.name} ${how}.` +
        (lines.length > 0 ? ` Its last lines:\n\n  ${lines.join("\n  ")}\n` : "") +
        `\nThe whole log: ${program.logFile}`
    )
    this.programName = program.name
  }
}

/** A program that runs until it is stopped. */
export class Service {
  #stopping = false

  /**
   * @param {Program} program
   * @param {import("node:child_process").ChildProcess} child
   * @param {Promise<Exit>} exited
   */
  constructor(program, child, exited) {
    this.program = program
    this.pid = /** @type {number} */ (child.pid)
    this.exited = exited
    /** Rejects when the program ends without having been asked to. */
    this.failed = exited.then((exit) =>
      this.#stopping
        ? new Promise(() => {})
        : Promise.reject(new ProgramFailure(program, exit))
    )
    this.failed.catch(() => {})
  }

  /** Asks the program to end, then its whole process group; kills what is too slow. */
  async stop() {
    this.#stopping = true
    const { stopSignal = "SIGTERM", stopWithin = 10_000 } = this.program
    signalProcess(this.pid, stopSignal)
    if (!(await endsWithin(this.exited, stopWithin))) {
      signalProcess(-this.pid, "SIGKILL")
      await this.exited
    }
    await endGroup(this.pid)
  }
}

/**
 * Starts programs, each in a process group of its own so that Ctrl-C reaches the launcher
 * alone, and writes down which run, so that a later start finds what this one left.
 */
export class Supervisor {
  /** @type {Map<number, {name: string, identity: ProcessIdentity, stopSignal: NodeJS.Signals}>} */
  #running = new Map()
  /** @type {Service[]} */
  #services = []
  #closed = false

  /** @param {string} recordFile */
  constructor(recordFile) {
    this.recordFile = recordFile
  }

  /**
   * @param {Program} program
   * @returns {Service}
   */
  start(program) {
    const { child, exited } = this.#spawn(program)
    const service = new Service(program, child, exited)
    this.#services.push(service)
    return service
  }

  /**
   * Runs a program to its end.
   *
   * @param {Program} program
   * @throws {ProgramFailure} when it does not end with code 0
   */
  async run(program) {
    const { exited } = this.#spawn(program)
    const exit = await exited
    if (exit.code !== 0) {
      throw new ProgramFailure(program, exit)
    }
  }

  /**
   * Stops services, the last started first, then ends whatever else still runs.
   *
   * @param {(name: string) => void} [onStopping]
   */
  async stopAll(onStopping = () => {}) {
    this.#closed = true
    const services = new Set(this.#services.map((service) => service.pid))
    for (const pid of this.#running.keys()) {
      if (!services.has(pid)) {
        signalProcess(-pid, "SIGTERM")
      }
    }
    for (const service of [...this.#services].reverse()) {
      if (this.#running.has(service.pid)) {
        onStopping(service.program.name)
        await service.stop()
      }
    }
    await Promise.all([...this.#running.keys()].map((pid) => endGroup(pid)))
    fs.rmSync(this.recordFile, { force: true })
  }

  /** @param {string} name */
  runs(name) {
    return [...this.#running.values()].some((program) => program.name === name)
  }

  /** Kills everything at once: for a second Ctrl-C. */
  killAll() {
    this.#closed = true
    for (const pid of this.#running.keys()) {
      signalProcess(-pid, "SIGKILL")
    }
  }

  /** @param {Program} program */
  #spawn(program) {
    if (this.#closed) {
      throw new Error(`${program.name} is not started: the shop is being stopped`)
    }
    const log = openLog(program.logFile)
    const child = spawn(program.command, program.args, {
      cwd: program.cwd,
      env: program.env,
      uid: program.uid,
      gid: program.gid,
      detached: true,
      stdio: ["ignore", program.onLine ? "pipe" : log, program.onLine ? "pipe" : log],
    })
    if (program.onLine) {
      forwardLines(child, log, program.onLine)
    }

    /** @type {Promise<Exit>} */
    const exited = new Promise((resolve, reject) => {
      child.once("error", (error) => {
        reject(new Error(`${program.name} could not be started: ${error.message}`))
      })
      child.once("close", (code, signal) => {
        fs.closeSync(log)
        if (child.pid) {
          this.#running.delete(child.pid)
          this.#record()
        }
        resolve({ code, signal })
      })
    })
    exited.catch(() => {})

    if (child.pid) {
      const identity = identify(child.pid)
      if (identity) {
        const stopSignal = program.stopSignal ?? "SIGTERM"
        this.#running.set(child.pid, { name: program.name, identity, stopSignal })
        this.#record()
      }
    }
    return { child, exited }
  }

  #record() {
    if (this.#closed) {
      return
    }
    fs.mkdirSync(path.dirname(this.recordFile), { recursive: true })
    fs.writeFileSync(
      this.recordFile,
      JSON.stringify([...this.#running.values()], null, 2)
    )
  }
}

/**
 * Ends what a killed launcher left running, in the reverse of the order it was started.
 *
 * @param {string} recordFile
 * @returns {Promise<string[]>} the names of what was ended
 */
export async function endLeftovers(recordFile) {
  /** @type {{name: string, identity: ProcessIdentity, stopSignal: NodeJS.Signals}[]} */
  let left
  try {
    left = JSON.parse(fs.readFileSync(recordFile, "utf8"))
  } catch {
    return []
  }
  /** @type {string[]} */
  const ended = []
  for (const { name, identity, stopSignal } of left.reverse()) {
    if (!isAlive(identity)) {
      // The leader is gone; what it had started may not be. Its number is not given to
      // another process before the group has ended, nor does a group outlive the system.
      if (startedSinceBoot(identity) && !identify(identity.pid)) {
        await endGroup(identity.pid)
      }
      continue
    }
    signalProcess(identity.pid, stopSignal)
    if (!(await waitUntil(() => !isAlive(identity), 15_000))) {
      signalProcess(identity.pid, "SIGKILL")
    }
    await endGroup(identity.pid)
    ended.push(name)
  }
  fs.rmSync(recordFile, { force: true })
  return ended
}

/**
 * Ends a process group whose leader is gone or should be: politely, then not.
 *
 * @param {number} groupId
 */
export async function endGroup(groupId) {
  const gone = () => !signalProcess(-groupId, 0)
  if (gone()) {
    return
  }
  signalProcess(-groupId, "SIGTERM")
  if (!(await waitUntil(gone, 3_000))) {
    signalProcess(-groupId, "SIGKILL")
    await waitUntil(gone, 2_000)
  }
}

/**
 * @param {number} pid negative for a process group
 * @param {NodeJS.Signals | 0} signal
 * @returns {boolean} whether there was somebody to receive it
 */
export function signalProcess(pid, signal) {
  try {
    process.kill(pid, signal)
    return true
  } catch {
    return false
  }
}

/**
 * @param {() => boolean} condition
 * @param {number} milliseconds
 * @returns {Promise<boolean>} whether it came true in time
 */
export async function waitUntil(condition, milliseconds) {
  const deadline = Date.now() + milliseconds
  while (!condition()) {
    if (Date.now() >= deadline) {
      return false
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return true
}

/**
 * @param {Promise<unknown>} promise
 * @param {number} milliseconds
 */
async function endsWithin(promise, milliseconds) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds)
  })
  try {
    return Boolean(await Promise.race([promise.then(() => true), late]))
  } finally {
    clearTimeout(timer)
  }
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {number} log
 * @param {(line: string) => void} onLine
 */
function forwardLines(child, log, onLine) {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ""
    stream?.setEncoding("utf8")
    stream?.on("data", (/** @type {string} */ text) => {
      fs.writeSync(log, text)
      const lines = (rest + plainText(text)).split("\n")
      rest = lines.pop() ?? ""
      lines.forEach((line) => onLine(line))
    })
    stream?.on("end", () => rest && onLine(rest))
  }
}
