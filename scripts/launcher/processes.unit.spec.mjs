// @ts-check
import assert from "node:assert/strict"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { afterEach, beforeEach, describe, it } from "node:test"

import { identify } from "./process-identity.mjs"
import {
  endLeftovers,
  ProgramFailure,
  signalProcess,
  Supervisor,
  waitUntil,
} from "./processes.mjs"

describe("programs", () => {
  /** @type {string} */
  let folder
  /** @type {Supervisor} */
  let supervisor
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "gather-programs-"))
    supervisor = new Supervisor(path.join(folder, "running.json"))
  })
  afterEach(async () => {
    await supervisor.stopAll()
    fs.rmSync(folder, { recursive: true, force: true })
  })

  /**
   * @param {string} script
   * @param {Partial<import("./processes.mjs").Program>} [more]
   */
  const program = (script, more = {}) => ({
    name: "The program",
    command: process.execPath,
    args: ["-e", script],
    cwd: folder,
    env: process.env,
    logFile: path.join(folder, "program.log"),
    ...more,
  })
  const forever = "setInterval(() => {}, 1000); process.stdout.write('ready\\n')"

  it("that fail say so with their last lines", async () => {
    const run = supervisor.run(program("console.error('out of paint'); process.exit(3)"))
    await assert.rejects(run, (error) => {
      assert.ok(error instanceof ProgramFailure)
      assert.match(error.message, /The program ended with code 3/)
      assert.match(error.message, /out of paint/)
      return true
    })
  })

  it("that cannot be started say so", async () => {
    await assert.rejects(
      supervisor.run(program("", { command: path.join(folder, "nothing") })),
      /could not be started/
    )
  })

  it("hand over their lines one by one", async () => {
    /** @type {string[]} */
    const lines = []
    const script =
      "process.stdout.write('one\\ntw'); setTimeout(() => console.log('o'), 50)"
    await supervisor.run(program(script, { onLine: (line) => lines.push(line) }))
    assert.deepEqual(lines, ["one", "two"])
    assert.equal(fs.readFileSync(path.join(folder, "program.log"), "utf8"), "one\ntwo\n")
  })

  it("are stopped with everything they started", async () => {
    const pidFile = path.join(folder, "grandchild")
    const script = `
      const { spawn } = require("node:child_process")
      const child = spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); ${forever.replace(/'/g, "\\'").replace(/"/g, "'")}"], { stdio: "ignore" })
      require("node:fs").writeFileSync(${JSON.stringify(pidFile)}, String(child.pid))
      setInterval(() => {}, 1000)`
    const service = supervisor.start(program(script))
    assert.ok(await waitUntil(() => fs.existsSync(pidFile), 5_000))
    const grandchild = Number(fs.readFileSync(pidFile, "utf8"))
    assert.ok(signalProcess(grandchild, 0))
    await supervisor.stopAll()
    assert.equal(signalProcess(service.pid, 0), false)
    assert.ok(await waitUntil(() => identify(grandchild) === undefined, 2_000))
  })

  it("that do not listen are killed", async () => {
    let ready = false
    supervisor.start(
      program(`process.on("SIGTERM", () => {}); ${forever}`, {
        stopWithin: 200,
        onLine: () => (ready = true),
      })
    )
    assert.ok(await waitUntil(() => ready, 5_000))
    await supervisor.stopAll()
    assert.equal(supervisor.runs("The program"), false)
  })

  it("that end unasked reject, those that were asked do not", async () => {
    const crash = supervisor.start(program("setTimeout(() => process.exit(7), 50)"))
    await assert.rejects(crash.failed, /ended with code 7/)
    const asked = supervisor.start(program(forever))
    let failed = false
    asked.failed.catch(() => (failed = true))
    await asked.stop()
    assert.equal(failed, false)
  })

  it("left by a launcher that was killed are ended by the next", async () => {
    const service = supervisor.start(program(forever, { name: "An old shop" }))
    const record = path.join(folder, "running.json")
    assert.ok(fs.existsSync(record))
    assert.deepEqual(await endLeftovers(record), ["An old shop"])
    assert.equal(signalProcess(service.pid, 0), false)
    assert.deepEqual(await endLeftovers(record), [])
  })

  it("whose number belongs to somebody else now are left alone", async () => {
    const record = path.join(folder, "running.json")
    const service = supervisor.start(program(forever))
    const identity = { pid: service.pid, started: "before" }
    fs.writeFileSync(
      record,
      JSON.stringify([{ name: "Gone", identity, stopSignal: "SIGTERM" }])
    )
    assert.deepEqual(await endLeftovers(record), [])
    assert.ok(signalProcess(service.pid, 0))
  })
})
