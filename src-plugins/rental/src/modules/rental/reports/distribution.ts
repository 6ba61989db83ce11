/** How often each value was seen. */
export interface Frequency {
  value: number
  count: number
}

/** Whole numbers, in classes and by rank. All of them null or zero without any value. */
export interface Distribution {
  count: number
  least: number | null
  /** The least value that half of all do not exceed. */
  median: number | null
  /** The least value that nine of ten do not exceed. */
  percentile_90: number | null
  most: number | null
  /** In order, none left out; the first is open below and the last above. */
  histogram: HistogramClass[]
}

export interface HistogramClass {
  from: number | null
  to: number | null
  count: number
}

/**
 * Describes values by rank, without interpolating: each number in the answer was seen.
 *
 * @param ends the greatest value of each class but the last, ascending
 */
export function describeDistribution(
  frequencies: readonly Frequency[],
  ends: readonly number[]
): Distribution {
  const sorted = [...frequencies].sort((a, b) => a.value - b.value)
  const count = sorted.reduce((sum, frequency) => sum + frequency.count, 0)
  return {
    count,
    least: sorted[0]?.value ?? null,
    median: atRank(sorted, Math.ceil(count / 2)),
    percentile_90: atRank(sorted, Math.ceil((count * 9) / 10)),
    most: sorted.at(-1)?.value ?? null,
    histogram: [...ends, null].map((to, at) => {
      const from = at === 0 ? null : ends[at - 1]! + 1
      return { from, to, count: countBetween(sorted, from, to) }
    }),
  }
}

function atRank(sorted: readonly Frequency[], rank: number): number | null {
  let passed = 0
  for (const { value, count } of sorted) {
    passed += count
    if (passed >= rank) {
      return value
    }
  }
  return null
}

function countBetween(
  sorted: readonly Frequency[],
  from: number | null,
  to: number | null
): number {
  return sorted
    .filter(
      ({ value }) => (from === null || value >= from) && (to === null || value <= to)
    )
    .reduce((sum, { count }) => sum + count, 0)
}
