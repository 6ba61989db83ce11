// @ts-check
import assert from "node:assert/strict"
import { PassThrough } from "node:stream"
import { describe, it } from "node:test"

import { formatSeconds, Progress } from "./progress.mjs"

describe("progress", () => {
  /** @param {boolean} isTTY */
  function recorder(isTTY) {
    const stream = /** @type {any} */ (new PassThrough())
    stream.isTTY = isTTY
    stream.columns = 60
    return { progress: new Progress(stream), written: () => String(stream.read() ?? "") }
  }

  it("is plain lines where there is no terminal", async () => {
    const { progress, written } = recorder(false)
    const answer = await progress.step("Paint the fence", async ({ note, result }) => {
      note("first coat")
      note("first coat")
      result("white")
      return 7
    })
    assert.equal(answer, 7)
    assert.match(
      written(),
      /^… Paint the fence\n {2}Paint the fence: first coat\n✓ Paint the fence +0\.0 s {3}white\n$/
    )
  })

  it("shows a step that failed, and hands its error on", async () => {
    const { progress, written } = recorder(false)
    const step = progress.step("Paint the fence", () => Promise.reject(new Error("rain")))
    await assert.rejects(step, /rain/)
    assert.match(written(), /✗ Paint the fence .*failed/)
  })

  it("is one line on a terminal, no wider than it", async () => {
    const { progress, written } = recorder(true)
    await Promise.all(
      [
        "Paint the long fence around the garden",
        "Mow the long lawn behind the house",
      ].map((name) =>
        progress.step(name, () => new Promise((resolve) => setTimeout(resolve, 30)))
      )
    )
    const text = written()
    for (const drawn of text.split(/\n|\r\u001b\[2K/)) {
      assert.ok(drawn.length < 60 || drawn.startsWith("✓"), drawn)
    }
    assert.equal(text.split("\n").filter((line) => line.includes("✓")).length, 2)
    progress.close()
  })

  it("writes times the way people do", () => {
    assert.deepEqual([0, 9_940, 12_400, 59_400, 59_700, 125_000].map(formatSeconds), [
      "0.0 s",
      "9.9 s",
      "12 s",
      "59 s",
      "1 min 0 s",
      "2 min 5 s",
    ])
  })
})
