// @ts-check
import assert from "node:assert/strict"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { afterEach, beforeEach, describe, it } from "node:test"

import { fingerprint, isBuilt, stampBuilt } from "./build-cache.mjs"

describe("the build cache", () => {
  /** @type {string} */
  let folder
  const write = (/** @type {string} */ file, /** @type {string} */ text) => {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    fs.writeFileSync(path.join(folder, file), text)
  }
  const print = (
    /** @type {Partial<import("./build-cache.mjs").BuildInputs>} */ more = {}
  ) => fingerprint({ folder, paths: ["src", "package.json"], ...more })

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "gather-build-"))
    write("src/a/one.ts", "one")
    write("src/two.ts", "two")
    write("package.json", "{}")
  })
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

  it("does not mind dates, or files that are no input", () => {
    const before = print()
    fs.utimesSync(path.join(folder, "src/two.ts"), 1, 1)
    write("node_modules/x.js", "x")
    write("src/node_modules/x.js", "x")
    assert.equal(print(), before)
  })

  const changes = /** @type {[string, () => void][]} */ ([
    ["a changed file", () => write("src/two.ts", "TWO")],
    ["a new file", () => write("src/three.ts", "")],
    ["a removed file", () => fs.rmSync(path.join(folder, "src/two.ts"))],
    [
      "a renamed file",
      () =>
        fs.renameSync(path.join(folder, "src/two.ts"), path.join(folder, "src/tow.ts")),
    ],
    ["a missing folder", () => fs.rmSync(path.join(folder, "src"), { recursive: true })],
    [
      "text that moves from one file to the next",
      () => {
        write("src/a/one.ts", "onet")
        write("src/two.ts", "wo")
      },
    ],
  ])
  for (const [name, change] of changes) {
    it(`sees ${name}`, () => {
      const before = print()
      change()
      assert.notEqual(print(), before)
    })
  }

  it("ignores what it is told to, and counts values", () => {
    const ignore = /\.spec\.ts$/
    const before = print({ ignore })
    write("src/two.spec.ts", "test")
    assert.equal(print({ ignore }), before)
    assert.notEqual(print({ values: { node: "20" } }), print({ values: { node: "22" } }))
  })

  it("builds again when the stamp or an output is gone", () => {
    const stamp = path.join(folder, "out/built")
    const output = path.join(folder, "out/index.js")
    write("out/index.js", "built")
    assert.equal(isBuilt(stamp, "abc", [output]), false)
    stampBuilt(stamp, "abc")
    assert.equal(isBuilt(stamp, "abc", [output]), true)
    assert.equal(isBuilt(stamp, "abd", [output]), false)
    fs.rmSync(output)
    assert.equal(isBuilt(stamp, "abc", [output]), false)
  })
})
