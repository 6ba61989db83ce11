/** A node of a hierarchy: the points below it, and the two parts it was merged from. */
export type WardNode = {
  points: number[]
  parts: [WardNode, WardNode] | null
  /** By how much the merge raised the sum of squares within clusters. */
  cost: number
}

/**
 * Ward's hierarchical clustering by the Lance–Williams recurrence on squared distances. Ties are
 * broken by the order of the points, so equal input gives equal output.
 *
 * @param squaredDistances - symmetric, one row a point
 * @returns the root, or null without points
 */
export function wardHierarchy(squaredDistances: number[][]): WardNode | null {
  const nodes: (WardNode | null)[] = squaredDistances.map((_, point) => ({
    points: [point],
    parts: null,
    cost: 0,
  }))
  // Cost of merging two nodes: n·m / (n + m) × squared distance of their means.
  const costs = squaredDistances.map((row) => row.map((distance) => distance / 2))

  for (let left = nodes.length; left > 1; left--) {
    const [one, other] = cheapestPair(nodes, costs)
    const merged = merge(nodes, costs, one, other)
    nodes[one] = merged
    nodes[other] = null
  }
  return nodes.find((node) => node !== null) ?? null
}

function cheapestPair(nodes: (WardNode | null)[], costs: number[][]): [number, number] {
  let best: [number, number] = [-1, -1]
  let lowest = Infinity
  for (let one = 0; one < nodes.length; one++) {
    if (!nodes[one]) continue
    for (let other = one + 1; other < nodes.length; other++) {
      if (nodes[other] && costs[one][other] < lowest) {
        lowest = costs[one][other]
        best = [one, other]
      }
    }
  }
  return best
}

function merge(
  nodes: (WardNode | null)[],
  costs: number[][],
  one: number,
  other: number
): WardNode {
  const [first, second] = [nodes[one] as WardNode, nodes[other] as WardNode]
  const [n, m] = [first.points.length, second.points.length]
  const cost = costs[one][other]
  nodes.forEach((node, third) => {
    if (!node || third === one || third === other) return
    const k = node.points.length
    const updated =
      ((n + k) * costs[one][third] + (m + k) * costs[other][third] - k * cost) /
      (n + m + k)
    costs[one][third] = updated
    costs[third][one] = updated
  })
  return { points: [...first.points, ...second.points], parts: [first, second], cost }
}
