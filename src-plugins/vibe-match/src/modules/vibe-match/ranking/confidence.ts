import calibration from "./calibration.json"

/** Below this a match is shown as a loose one. */
const WEAK = 0.55

/**
 * How likely it is that a product fits a theme, 0..1, from the cosine of their vectors: a logistic
 * curve whose middle and slope are fitted by `scripts/fit-statistics.mjs` on our own boards.
 */
export function confidenceOf(similarity: number): number {
  const { middle, slope } = calibration
  return 1 / (1 + Math.exp(-slope * (similarity - middle)))
}

export function isWeak(confidence: number): boolean {
  return confidence < WEAK
}
