// @ts-check
import assert from "node:assert/strict"
import { describe, it } from "node:test"

import { allStages, parseArguments, takeNumber } from "./arguments.mjs"
import { readJestResults } from "./jest.mjs"
import { readNodeResults } from "./node-test.mjs"
import { readPlaywrightResults } from "./playwright.mjs"
import { combine, crashed, report, verdict } from "./results.mjs"

describe("the arguments of npm test", () => {
  it("choose all stages unless some are named, in the usual order", () => {
    assert.deepEqual(parseArguments([]), { stages: [...allStages], grep: undefined })
    assert.deepEqual(parseArguments(["module", "unit"]).stages, ["unit", "module"])
    assert.deepEqual(parseArguments(["verify"]).stages, [
      "types",
      "lint",
      "format",
      "unit",
    ])
  })

  it("pass a pattern on", () => {
    assert.equal(parseArguments(["http", "--grep", "50 carts"]).grep, "50 carts")
    assert.equal(parseArguments(["--grep=holds"]).grep, "holds")
  })

  it("that are not understood are refused", () => {
    assert.throws(() => parseArguments(["units"]), /"units" is no stage/)
    assert.throws(() => parseArguments(["--watch"]), /"--watch" is no stage/)
    assert.throws(() => parseArguments(["--grep"]), /--grep needs a pattern/)
  })

  it("give up a number that follows an option", () => {
    const args = ["--grep", "carts", "--seed", "12"]
    assert.equal(takeNumber(args, "--seed"), "12")
    assert.deepEqual(args, ["--grep", "carts"])
    assert.equal(takeNumber(args, "--seed"), undefined)
    assert.throws(() => takeNumber(["--seed", "x"], "--seed"), /--seed needs a number/)
  })
})

describe("results", () => {
  it("of Jest count tests, and a file that cannot be loaded as one failure", () => {
    const result = readJestResults(
      "unit",
      {
        testResults: [
          {
            name: "/x/src-plugins/rental/src/a.unit.spec.ts",
            status: "failed",
            message: "",
            assertionResults: [
              { status: "passed", fullName: "adds", failureMessages: [] },
              {
                status: "failed",
                fullName: "divides",
                failureMessages: ["\u001b[31mby 0\u001b[0m"],
              },
              { status: "pending", fullName: "roots", failureMessages: [] },
            ],
          },
          {
            name: "/x/src-plugins/rental/src/b.unit.spec.ts",
            status: "failed",
            message: "Cannot find module",
            assertionResults: [],
          },
        ],
      },
      "src-plugins/rental"
    )
    assert.deepEqual(result, {
      stage: "unit",
      passed: 1,
      failed: 2,
      skipped: 1,
      failures: [
        { title: "divides (src-plugins/rental/src/a.unit.spec.ts)", detail: "by 0" },
        { title: "src-plugins/rental/src/b.unit.spec.ts", detail: "Cannot find module" },
      ],
    })
  })

  it("of Playwright count each project's run, and errors outside of tests", () => {
    const test = (/** @type {string} */ projectName, /** @type {string} */ status) => ({
      projectName,
      status,
      results: [{ errors: status === "unexpected" ? [{ message: "no button" }] : [] }],
    })
    const result = readPlaywrightResults("browser", {
      suites: [
        {
          title: "file",
          suites: [
            {
              title: "group",
              specs: [
                {
                  title: "walks",
                  file: "walk.e2e.ts",
                  line: 3,
                  tests: [test("phone", "unexpected"), test("desktop", "expected")],
                },
              ],
            },
          ],
          specs: [
            {
              title: "waits",
              file: "walk.e2e.ts",
              line: 9,
              tests: [test("phone", "skipped")],
            },
          ],
        },
      ],
      errors: [{ message: "no shop" }],
    })
    assert.equal(`${result.passed} ${result.failed} ${result.skipped}`, "1 2 1")
    assert.deepEqual(
      result.failures.map(({ title, detail }) => `${title}: ${detail}`),
      ["[phone] walks (walk.e2e.ts:3): no button", "outside of any test: no shop"]
    )
  })

  it("of node's runner count tests, not the groups they are in", () => {
    const lines = [
      { name: "one", kind: "test", outcome: "passed" },
      { name: "two", kind: "test", outcome: "failed", detail: "2 is not 3" },
      { name: "group", kind: "suite", outcome: "failed", cause: "subtestsFailed" },
      { name: "three", kind: "test", outcome: "skipped" },
    ]
    const result = readNodeResults(
      "unit",
      lines.map((line) => JSON.stringify(line)).join("\n")
    )
    assert.equal(`${result.passed} ${result.failed} ${result.skipped}`, "1 1 1")
    assert.equal(result.failures[0]?.detail, "2 is not 3")
  })

  it("end with one line that counts everything, crashes included", () => {
    const results = [
      verdict("types", undefined),
      verdict("lint", "a.ts 3:1 no"),
      crashed("http", "no database"),
      combine("unit", [verdict("a", undefined), verdict("b", undefined)]),
    ]
    const lines = report(results).split("\n")
    assert.equal(lines.at(-1), "3 passed, 2 failed")
    assert.ok(lines.includes("    no database"))
    assert.ok(lines.includes("✗ lint: lint"))
  })
})
