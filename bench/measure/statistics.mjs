// @ts-check
import { randomFrom } from "./random.mjs"

/**
 * The value below which a share of the samples lies, by the nearest rank.
 *
 * @param {readonly number[]} samples
 * @param {number} share from 0 to 1
 */
export function quantile(samples, share) {
  if (samples.length === 0) {
    throw new Error("No samples, no quantile")
  }
  const sorted = [...samples].sort((a, b) => a - b)
  const rank = Math.min(
    sorted.length - 1,
    Math.max(0, Math.ceil(share * sorted.length) - 1)
  )
  return /** @type {number} */ (sorted[rank])
}

/**
 * @typedef {object} Ratio
 * @property {number} value median of `measured` over median of `base`
 * @property {number} low 95 % interval, by resampling
 * @property {number} high
 */

/**
 * How many times longer one thing takes than another, by their medians.
 *
 * @param {readonly number[]} measured
 * @param {readonly number[]} base
 * @returns {Ratio}
 */
export function medianRatio(measured, base) {
  const random = randomFrom(measured.length * 31 + base.length)
  const ratios = Array.from(
    { length: 400 },
    () =>
      quantile(resample(measured, random), 0.5) / quantile(resample(base, random), 0.5)
  )
  return {
    value: quantile(measured, 0.5) / quantile(base, 0.5),
    low: quantile(ratios, 0.025),
    high: quantile(ratios, 0.975),
  }
}

/**
 * The slope of a straight line through points, by least squares.
 *
 * @param {readonly (readonly [x: number, y: number])[]} points
 */
export function slope(points) {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  return points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread
}

/**
 * @param {readonly number[]} samples
 * @param {() => number} random
 */
function resample(samples, random) {
  return samples.map(
    () => /** @type {number} */ (samples[Math.floor(random() * samples.length)])
  )
}
