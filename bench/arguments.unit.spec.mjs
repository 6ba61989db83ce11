// @ts-check
import assert from "node:assert/strict"
import { test } from "node:test"

import { parseArguments } from "./arguments.mjs"

test("all parts are measured when none is named", () => {
  assert.deepEqual(parseArguments(["ledger"]).parts, [
    "reads",
    "add",
    "complete",
    "writes",
    "memory",
  ])
})

test("a suite has its own parts", () => {
  assert.deepEqual(parseArguments(["commerce"]).parts, [
    "quote",
    "utilisation",
    "picklist",
  ])
  assert.throws(() => parseArguments(["commerce", "cart"]), /npm run bench -- commerce/)
})

test("parts, the seed and --keep are read in any order", () => {
  assert.deepEqual(parseArguments(["ledger", "--keep", "cart", "--seed", "7"]), {
    parts: ["add", "complete"],
    keep: true,
    seed: 7,
  })
})

test("what is not known is refused with the usage", () => {
  for (const args of [[], ["vibe"], ["ledger", "speed"], ["ledger", "--seed", "x"]]) {
    assert.throws(() => parseArguments(args), /npm run bench -- ledger/)
  }
})
