// @ts-check

/**
 * Numbers in [0, 1) that repeat with their seed (mulberry32, public domain).
 *
 * @param {number} seed
 * @returns {() => number}
 */
export function randomFrom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * A whole number from `least` to `most`, both included.
 *
 * @param {() => number} random
 * @param {number} least
 * @param {number} most
 */
export function wholeBetween(random, least, most) {
  return least + Math.floor(random() * (most - least + 1))
}
