/** A stream of numbers that a seed repeats. */
export type Random = {
  /** In [0, 1). */
  next: () => number
  /** A whole number from `from` to `to`, both included. */
  whole: (from: number, to: number) => number
  pick: <T>(list: readonly T[]) => T
  shuffle: <T>(list: readonly T[]) => T[]
}

/** Mulberry32 by Tommy Ettinger (public domain): small, and good enough to vary tests. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    whole,
    pick: (list) => list[whole(0, list.length - 1)]!,
    shuffle: (list) => {
      const copy = [...list]
      for (let at = copy.length - 1; at > 0; at--) {
        const other = whole(0, at)
        ;[copy[at], copy[other]] = [copy[other]!, copy[at]!]
      }
      return copy
    },
  }
}

/**
 * The seeds of a suite: `GATHER_SEED` alone when it is set, to repeat a failure; else those
 * from 1 to `long` in a long run (`GATHER_TEST_LONG=1`), and the few of `short` otherwise.
 */
export function seeds({ short, long }: { short: number[]; long: number }): number[] {
  if (process.env.GATHER_SEED) {
    return [Number(process.env.GATHER_SEED)]
  }
  return longRun() ? Array.from({ length: long }, (_, index) => index + 1) : short
}

/** Whether the long form of the races and faults was asked for. */
export function longRun(): boolean {
  return process.env.GATHER_TEST_LONG === "1"
}
