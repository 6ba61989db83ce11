import { gaussian, seededRandom } from "./seeded-random"
import { wardHierarchy, type WardNode } from "./ward"

/** A board shows at most this many themes. */
const MOST_THEMES = 4
/** Fewer pictures than this are one theme: too little to tell styles apart. */
const FEWEST_TO_SPLIT = 6
const SMALLEST_THEME = 2
const SMALLEST_SHARE = 0.12
/** How often the null model is drawn, and how far beyond it a split has to be, in deviations. */
const DRAWS = 40
const BEYOND = 0

/**
 * Groups pictures into themes: Ward's hierarchy, split from the top as long as a split explains
 * clearly more than it would in one cloud of the same shape (the idea of SigClust: the null model
 * is a normal distribution with the covariance of the very pictures). A board of one style stays
 * whole, whatever its spread. Deterministic.
 *
 * @param vectors - one a picture
 * @returns indexes of the pictures of each theme, the largest theme first
 */
export function cutIntoThemes(vectors: number[][]): number[][] {
  const products = innerProducts(vectors)
  const root = wardHierarchy(squaredDistances(products))
  if (!root) return []

  const themes: WardNode[] = []
  const open: WardNode[] = [root]
  while (open.length > 0) {
    const node = open.shift() as WardNode
    const isFull = themes.length + open.length + 1 >= MOST_THEMES
    if (!isFull && node.parts && isClearSplit(node, products, vectors.length)) {
      open.push(...node.parts)
      open.sort((one, other) => other.cost - one.cost)
    } else themes.push(node)
  }
  return themes
    .map((node) => [...node.points].sort((one, other) => one - other))
    .sort((one, other) => other.length - one.length || one[0] - other[0])
}

function isClearSplit(node: WardNode, products: number[][], total: number): boolean {
  const { points, parts, cost } = node
  if (!parts || points.length < FEWEST_TO_SPLIT) return false
  const smallest = Math.min(...parts.map((part) => part.points.length))
  if (smallest < Math.max(SMALLEST_THEME, Math.ceil(SMALLEST_SHARE * total))) return false

  const centred = centre(points.map((one) => points.map((other) => products[one][other])))
  const explained = cost / trace(centred)
  const random = seededRandom(points.length)
  const byChance = Array.from({ length: DRAWS }, () =>
    explainedInOneCloud(centred, random)
  )
  const mean = byChance.reduce((sum, value) => sum + value, 0) / DRAWS
  const variance =
    byChance.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (DRAWS - 1)
  return explained > mean + BEYOND * Math.sqrt(variance)
}

/**
 * Draws as many points from a normal distribution with the covariance of the given ones, and says
 * what share of their spread Ward's first split explains. Random mixtures Σ gᵢxᵢ/√n of centred
 * points have just that distribution, and only their inner products are needed.
 */
function explainedInOneCloud(centred: number[][], random: () => number): number {
  const count = centred.length
  const weights = centred.map(() =>
    centred.map(() => gaussian(random) / Math.sqrt(count))
  )
  const half = weights.map((row) => multiply(row, centred))
  const drawn = centre(half.map((row) => weights.map((other) => dot(row, other))))
  const root = wardHierarchy(squaredDistances(drawn))
  return (root?.cost ?? 0) / trace(drawn)
}

function innerProducts(vectors: number[][]): number[][] {
  return vectors.map((one) => vectors.map((other) => dot(one, other)))
}

function squaredDistances(products: number[][]): number[][] {
  return products.map((row, one) =>
    row.map((value, other) =>
      Math.max(0, products[one][one] + products[other][other] - 2 * value)
    )
  )
}

/** Inner products of the same points, seen from their mean. */
function centre(products: number[][]): number[][] {
  const count = products.length
  const means = products.map((row) => row.reduce((sum, value) => sum + value, 0) / count)
  const mean = means.reduce((sum, value) => sum + value, 0) / count
  return products.map((row, one) =>
    row.map((value, other) => value - means[one] - means[other] + mean)
  )
}

function trace(products: number[][]): number {
  return products.reduce((sum, row, index) => sum + row[index], 0)
}

function multiply(row: number[], matrix: number[][]): number[] {
  return matrix[0].map((_, column) =>
    row.reduce((sum, value, index) => sum + value * matrix[index][column], 0)
  )
}

function dot(one: number[], other: number[]): number {
  let sum = 0
  for (let index = 0; index < one.length; index++) sum += one[index] * other[index]
  return sum
}
