// @ts-check
import assert from "node:assert/strict"
import { spawn, spawnSync } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { afterEach, beforeEach, describe, it } from "node:test"

import { acquireLock, lockHolder, LockHeldError } from "./lock.mjs"

describe("a lock file", () => {
  /** @type {string} */
  let folder
  /** @type {string} */
  let file
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "gather-lock-"))
    file = path.join(folder, "lock")
  })
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

  it("is refused while its holder lives, and free again once released", () => {
    const lock = acquireLock(file)
    assert.throws(() => acquireLock(file), LockHeldError)
    assert.equal(lockHolder(file)?.pid, process.pid)
    lock.release()
    assert.equal(lockHolder(file), undefined)
    acquireLock(file).release()
    assert.deepEqual(fs.readdirSync(folder), [])
  })

  it("is taken over from a process that was killed", () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""])
    fs.writeFileSync(file, JSON.stringify({ pid, started: "1" }))
    const lock = acquireLock(file)
    assert.equal(lock.takenOverFrom?.pid, pid)
    assert.equal(lockHolder(file)?.pid, process.pid)
    lock.release()
  })

  it("is taken over when its number now belongs to another process", () => {
    fs.writeFileSync(file, JSON.stringify({ pid: process.ppid, started: "long ago" }))
    acquireLock(file).release()
  })

  it("is taken over when it is torn", () => {
    fs.writeFileSync(file, "{")
    acquireLock(file).release()
  })

  it("is left alone by a holder that lost it", () => {
    const lock = acquireLock(file)
    fs.writeFileSync(file, JSON.stringify({ pid: 1, started: "another" }))
    lock.release()
    assert.ok(fs.existsSync(file))
  })

  it("goes to exactly one of many that find it stale at once", async () => {
    fs.writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, started: "never" }))
    const module = new URL("./lock.mjs", import.meta.url).href
    const script = `
      const { acquireLock } = await import(${JSON.stringify(module)})
      const until = Number(process.argv[2])
      while (Date.now() < until);
      try { acquireLock(process.argv[1]); console.log("mine") } catch { console.log("not mine") }
      setTimeout(() => {}, 1500)`
    const start = String(Date.now() + 600)
    const outputs = await Promise.all(
      Array.from({ length: 6 }, () =>
        outputOf(["--input-type=module", "-e", script, file, start])
      )
    )
    assert.equal(outputs.filter((output) => output.trim() === "mine").length, 1)
  })
})

/**
 * @param {string[]} args
 * @returns {Promise<string>}
 */
function outputOf(args) {
  return new Promise((resolve) => {
    let output = ""
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] })
    child.stdout.on("data", (data) => (output += data))
    child.once("close", () => resolve(output))
  })
}
