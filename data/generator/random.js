/** A seeded generator of numbers in [0, 1) (mulberry32); the same seed gives the same picture. */
export class Random {
  /** @param {string} seed */
  constructor(seed) {
    let h = 1779033703 ^ seed.length
    for (let i = 0; i < seed.length; i++) {
      h = Math.imul(h ^ seed.charCodeAt(i), 3432918353)
      h = (h << 13) | (h >>> 19)
    }
    this.state = h >>> 0
  }

  /** @returns {number} */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  /** Uniform in [low, high). @param {number} low @param {number} high */
  between(low, high) {
    return low + (high - low) * this.next()
  }

  /** Uniform around a value. @param {number} value @param {number} spread */
  around(value, spread) {
    return value + spread * (2 * this.next() - 1)
  }

  /** @template T @param {T[]} items @returns {T} */
  pick(items) {
    return items[Math.floor(this.next() * items.length)]
  }
}

/** The n-th point of the R2 sequence (Martin Roberts, 2018): evenly spread in the unit square. */
export function spread2(n) {
  return [(0.5 + 0.7548776662466927 * n) % 1, (0.5 + 0.5698402909980532 * n) % 1]
}

/** Smooth value noise in one dimension with period `period`. */
export function ringNoise(random, period) {
  const values = Array.from({ length: period }, () => random.next() * 2 - 1)
  return (x) => {
    const i = Math.floor(x)
    const f = x - i
    const s = f * f * (3 - 2 * f)
    const a = values[((i % period) + period) % period]
    const b = values[(((i + 1) % period) + period) % period]
    return a + (b - a) * s
  }
}
