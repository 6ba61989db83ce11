import { cosine } from "./vector-maths"
import { wardHierarchy, type WardNode } from "./ward"

/** A board shows at most this many themes. */
const MOST_THEMES = 4
/** Fewer pictures than this are one theme: too little to tell styles apart. */
const FEWEST_TO_SPLIT = 4
const SMALLEST_THEME = 2
/** A theme has at least this share of a board's pictures. */
const SMALLEST_SHARE = 0.12
/**
 * Two groups are different styles when their pictures are, on the whole, less alike than this
 * cosine. Descriptors are standardised over many styles, so that two pictures of unrelated styles
 * are at 0 on average and two of one style well above it.
 */
const UNLIKE = -0.03

/**
 * Groups pictures into themes: Ward's hierarchy, split from the top as long as both parts are large
 * enough and unlike each other. How unlike is measured against the world of all styles and not
 * against the spread of this board, so a board of one style stays whole however varied it is.
 * Deterministic.
 *
 * @param vectors - one a picture, of length one
 * @returns indexes of the pictures of each theme, the largest theme first
 */
export function cutIntoThemes(vectors: number[][]): number[][] {
  const cosines = vectors.map((one) => vectors.map((other) => cosine(one, other)))
  const root = wardHierarchy(
    cosines.map((row) => row.map((value) => Math.max(0, 2 - 2 * value)))
  )
  if (!root) return []

  const themes: WardNode[] = []
  const open: WardNode[] = [root]
  while (open.length > 0) {
    const node = open.shift() as WardNode
    const isFull = themes.length + open.length + 1 >= MOST_THEMES
    if (!isFull && node.parts && areStyles(node.parts, cosines)) {
      open.push(...node.parts)
      open.sort((one, other) => other.cost - one.cost)
    } else themes.push(node)
  }
  return themes
    .map((node) => [...node.points].sort((one, other) => one - other))
    .sort((one, other) => other.length - one.length || one[0] - other[0])
}

function areStyles([one, other]: [WardNode, WardNode], cosines: number[][]): boolean {
  const smallest = Math.min(one.points.length, other.points.length)
  const count = one.points.length + other.points.length
  const fewest = Math.max(SMALLEST_THEME, Math.ceil(SMALLEST_SHARE * cosines.length))
  if (count < FEWEST_TO_SPLIT || smallest < fewest) return false
  return meanCosine(one.points, other.points, cosines) < UNLIKE
}

function meanCosine(one: number[], other: number[], cosines: number[][]): number {
  let sum = 0
  for (const first of one) for (const second of other) sum += cosines[first][second]
  return sum / (one.length * other.length)
}
