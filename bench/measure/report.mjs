// @ts-check
import { medianRatio, quantile } from "./statistics.mjs"

/**
 * @typedef {object} Finding one line of the report
 * @property {string} what
 * @property {string} measured the raw numbers
 * @property {string} base what it is compared with, and its raw numbers; empty: nothing
 * @property {string} result
 * @property {string} target
 * @property {boolean | undefined} met undefined: for information, without a target
 */

/**
 * Compares two lists of times: `measured` shall take at most `atMost` times as long as `base`.
 * Without `atMost` it is for information.
 *
 * @param {{what: string, measured: readonly number[], base: readonly number[],
 *   atMost?: number}} times
 * @returns {Finding}
 */
export function compareTimes({ what, measured, base, atMost }) {
  const ratio = medianRatio(measured, base)
  return {
    what,
    measured: describeTimes(measured),
    base: describeTimes(base),
    result: `${ratio.value.toFixed(2)}x (${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)})`,
    target: atMost === undefined ? "" : `at most ${atMost}x`,
    met: atMost === undefined ? undefined : ratio.value <= atMost,
  }
}

/**
 * A median that has to stay below a number of milliseconds.
 *
 * @param {{what: string, measured: readonly number[], atMost: number}} times
 * @returns {Finding}
 */
export function limitTime({ what, measured, atMost }) {
  const median = quantile(measured, 0.5)
  return {
    what,
    measured: describeTimes(measured),
    base: "",
    result: `${median.toFixed(2)} ms`,
    target: `at most ${atMost} ms`,
    met: median <= atMost,
  }
}

/**
 * Compares how much gets done: `measured` shall be at least `atLeast` times `base`. Without
 * `atLeast` it is for information.
 *
 * @param {{what: string, measured: number, base: number, unit: string, atLeast?: number}} counts
 * @returns {Finding}
 */
export function compareRates({ what, measured, base, unit, atLeast }) {
  const ratio = measured / base
  return {
    what,
    measured: `${Math.round(measured)} ${unit}`,
    base: `${Math.round(base)} ${unit}`,
    result: `${ratio.toFixed(2)}x`,
    target: atLeast === undefined ? "" : `at least ${atLeast}x`,
    met: atLeast === undefined ? undefined : ratio >= atLeast,
  }
}

/**
 * The report as a table.
 *
 * @param {readonly Finding[]} findings
 */
export function table(findings) {
  const rows = [
    ["", "measured", "compared with", "result", "target", ""],
    ...findings.map((f) => [
      f.what,
      f.measured,
      f.base,
      f.result,
      f.target,
      f.met === undefined ? "" : f.met ? "met" : "MISSED",
    ]),
  ]
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length))
  )
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd()
    )
    .join("\n")
}

/** @param {readonly number[]} times milliseconds */
function describeTimes(times) {
  const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)]
  return `p50 ${p50.toFixed(2)} p95 ${p95.toFixed(2)} ms, n ${times.length}`
}
