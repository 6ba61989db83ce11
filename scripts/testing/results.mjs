// @ts-check

/**
 * What one stage of the tests found.
 *
 * @typedef {object} StageResult
 * @property {string} stage
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {Failure[]} failures one for each failed test
 */

/** @typedef {{title: string, detail: string}} Failure */

/**
 * A stage that could not run to its end counts as one failed test: an exit without a
 * verdict must never look like success.
 *
 * @param {string} stage
 * @param {string} detail
 * @returns {StageResult}
 */
export function crashed(stage, detail) {
  return {
    stage,
    passed: 0,
    failed: 1,
    skipped: 0,
    failures: [{ title: `${stage} did not run to its end`, detail }],
  }
}

/**
 * A check that is passed or failed as a whole, such as the linter.
 *
 * @param {string} stage
 * @param {string | undefined} problem
 * @returns {StageResult}
 */
export function verdict(stage, problem) {
  return {
    stage,
    passed: problem === undefined ? 1 : 0,
    failed: problem === undefined ? 0 : 1,
    skipped: 0,
    failures: problem === undefined ? [] : [{ title: stage, detail: problem }],
  }
}

/**
 * Several runs of one stage as one result.
 *
 * @param {string} stage
 * @param {StageResult[]} results
 * @returns {StageResult}
 */
export function combine(stage, results) {
  return {
    stage,
    passed: sum(results.map((result) => result.passed)),
    failed: sum(results.map((result) => result.failed)),
    skipped: sum(results.map((result) => result.skipped)),
    failures: results.flatMap((result) => result.failures),
  }
}

/**
 * All failures in full, then the line that says it all.
 *
 * @param {StageResult[]} results
 * @returns {string}
 */
export function report(results) {
  const total = combine("all", results)
  const blocks = results.flatMap(({ stage, failures }) =>
    failures.map(({ title, detail }) => `✗ ${stage}: ${title}\n\n${indent(detail)}\n`)
  )
  return [...blocks, summaryLine(total)].join("\n")
}

/** @param {StageResult} total */
export function summaryLine({ passed, failed }) {
  return `${passed} passed, ${failed} failed`
}

/** @param {StageResult} result */
export function describeResult({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0)
}

/** @param {string} text */
function indent(text) {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n")
}
