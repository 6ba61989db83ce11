/** The ranking of one theme: product ids, the best first, and the theme's share of the board. */
export type ThemeRanking = { weight: number; productIds: string[] }

/** Damps how much more the first places count than the next (Cormack et al., 2009). */
const RANK_DAMPING = 12

/**
 * One list for the whole board. With one theme it is that theme's list. With several, places are
 * dealt so that at any length each theme has had about its share (never less than a fair minimum,
 * so that the smallest is served too); on its turn a theme gives its best product that is left,
 * preferring those other themes like as well.
 */
export function mergeThemes(themes: ThemeRanking[]): string[] {
  if (themes.length <= 1) return themes[0]?.productIds ?? []
  const shares = fairShares(themes.map(({ weight }) => weight))
  const common = fusedScores(themes, shares)
  const queues = themes.map(({ productIds }) => preferCommon(productIds, common))
  const merged: string[] = []
  const used = new Set<string>()
  const served = themes.map(() => 0)

  for (;;) {
    const turn = mostOwed(queues, served, shares)
    if (turn === null) return merged
    const productId = queues[turn].shift() as string
    if (used.has(productId)) continue
    used.add(productId)
    merged.push(productId)
    served[turn]++
  }
}

/** Shares pulled halfway towards equal ones. */
function fairShares(weights: number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => (weight / total + 1 / weights.length) / 2)
}

function fusedScores(themes: ThemeRanking[], shares: number[]): Map<string, number> {
  const scores = new Map<string, number>()
  themes.forEach(({ productIds }, theme) => {
    productIds.forEach((id, rank) => {
      scores.set(id, (scores.get(id) ?? 0) + shares[theme] / (RANK_DAMPING + rank))
    })
  })
  return scores
}

/** A theme's own order, in which what others like too moves up a little. */
function preferCommon(productIds: string[], common: Map<string, number>): string[] {
  const own = (rank: number) => 1 / (RANK_DAMPING + rank)
  return productIds
    .map((id, rank) => ({ id, score: own(rank) + (common.get(id) ?? 0) }))
    .sort((one, other) => other.score - one.score)
    .map(({ id }) => id)
}

function mostOwed(queues: string[][], served: number[], shares: number[]): number | null {
  let best: number | null = null
  let lowest = Infinity
  queues.forEach((queue, theme) => {
    const progress = (served[theme] + 0.5) / shares[theme]
    if (queue.length > 0 && progress < lowest) {
      lowest = progress
      best = theme
    }
  })
  return best
}
