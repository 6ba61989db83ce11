// @ts-check
import assert from "node:assert/strict"
import { describe, it } from "node:test"

import { runTasks } from "./task-graph.mjs"

describe("tasks", () => {
  /** @param {number} milliseconds */
  const pause = (milliseconds) =>
    new Promise((resolve) => setTimeout(resolve, milliseconds))

  /** @returns {{log: string[], most: () => number, task: (id: string, needs?: string[], error?: Error) => import("./task-graph.mjs").Task}} */
  function recorder() {
    /** @type {string[]} */
    const log = []
    let now = 0
    let most = 0
    return {
      log,
      most: () => most,
      task: (id, needs = [], error) => ({
        id,
        needs,
        run: async () => {
          log.push(`+${id}`)
          most = Math.max(most, ++now)
          await pause(5)
          now--
          log.push(`-${id}`)
          if (error) {
            throw error
          }
        },
      }),
    }
  }

  it("run after what they need, and no more at once than allowed", async () => {
    const { log, most, task } = recorder()
    await runTasks(
      [task("d", ["b", "c"]), task("b", ["a"]), task("c", ["a"]), task("a"), task("e")],
      2
    )
    const position = (/** @type {string} */ entry) => log.indexOf(entry)
    assert.ok(position("-a") < position("+b") && position("-a") < position("+c"))
    assert.ok(position("-b") < position("+d") && position("-c") < position("+d"))
    assert.equal(most(), 2)
    assert.equal(log.length, 10)
  })

  it("start nothing after a failure, but let what runs come to its end", async () => {
    const { log, task } = recorder()
    const run = runTasks(
      [task("bad", [], new Error("no")), task("beside"), task("later")],
      2
    )
    await assert.rejects(run, /no/)
    assert.ok(log.includes("-beside"))
    assert.ok(!log.includes("+later"))
  })

  it("that need something unknown, or each other, are refused", async () => {
    const { task } = recorder()
    await assert.rejects(runTasks([task("a", ["nothing"])], 1), /"a" needs "nothing"/)
    await assert.rejects(
      runTasks([task("a", ["b"]), task("b", ["a"])], 1),
      /wait for each other/
    )
  })
})
