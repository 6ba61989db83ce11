/** What fits the pictures of one theme: product ids per picture, the best first. */
export type ThemeRankings = { weight: number; pictures: string[][] }

/** Damps how much more the first places of a picture's ranking count than the next. */
const RANK_DAMPING = 30

/**
 * One list for the whole board. Within a theme the rankings of its pictures are fused by reciprocal
 * rank (Cormack, Clarke and Büttcher, 2009), which serves a simple board better than its mean
 * picture does. With several themes, places are dealt so that at any length each theme has had
 * about its share, pulled towards equal ones so that the smallest is served too; on its turn a
 * theme gives its best product that is left.
 */
export function mergeThemes(themes: ThemeRankings[]): string[] {
  const queues = themes.map(({ pictures }) => fuse(pictures))
  const shares = fairShares(themes.map(({ weight }) => weight))
  const served = themes.map(() => 0)
  const merged = new Set<string>()

  for (;;) {
    const turn = mostOwed(queues, served, shares)
    if (turn === null) return [...merged]
    const productId = queues[turn].shift() as string
    if (merged.has(productId)) continue
    merged.add(productId)
    served[turn]++
  }
}

/** Reciprocal rank fusion; equal scores by id, so that the order is always the same. */
export function fuse(rankings: string[][]): string[] {
  const scores = new Map<string, number>()
  for (const ranking of rankings) {
    ranking.forEach((id, rank) => {
      scores.set(id, (scores.get(id) ?? 0) + 1 / (RANK_DAMPING + rank))
    })
  }
  return [...scores]
    .sort(
      ([idOfOne, one], [idOfOther, other]) =>
        other - one || (idOfOne < idOfOther ? -1 : 1)
    )
    .map(([id]) => id)
}

/** Shares pulled halfway towards equal ones. */
function fairShares(weights: number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => (weight / total + 1 / weights.length) / 2)
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
