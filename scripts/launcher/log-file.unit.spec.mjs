// @ts-check
import assert from "node:assert/strict"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { it } from "node:test"

import { lastLines, openLog, plainText } from "./log-file.mjs"

it("the last lines of a log are plain and readable", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gather-log-"))
  const file = path.join(folder, "logs", "medusa.log")
  const log = openLog(file)
  fs.writeSync(log, "old\n\u001b[31mred\u001b[0m\n\n")
  fs.writeSync(
    log,
    '{"level":"error","message":"No database","stack":[]}\n{"level":"http","path":"/"}\n{"half":'
  )
  fs.closeSync(log)
  assert.deepEqual(lastLines(file, 3), ["red", "error: No database", '{"half":'])
  fs.closeSync(openLog(file))
  assert.deepEqual(lastLines(file, 3), [])
  assert.match(fs.readFileSync(`${file}.1`, "utf8"), /^old/)
  assert.deepEqual(lastLines(path.join(folder, "none"), 3), [])
  fs.rmSync(folder, { recursive: true })
})

it("a line that is redrawn becomes several", () => {
  assert.equal(plainText("10%\r20%\r\n"), "10%\n20%\r\n")
})
