import { cosine } from "./vector-maths"
import { wardHierarchy, type WardNode } from "./ward"

/** A board shows at most this many themes. */
const MOST_THEMES = 4
/** A theme has at least so many of a board's pictures, and at least this share of them. */
const SMALLEST_THEME = 2
const SMALLEST_SHARE = 0.22
/**
 * How far apart two groups have to be to be different styles: the mean cosine within them less
 * twice the mean cosine across. Descriptors are standardised over many styles, so pictures of
 * unrelated styles are near 0 and those of one style well above it. Few pictures part by chance
 * what many do not, hence more is asked of them. Chosen on our own boards of one and two styles.
 */
const APART = 0.27
const APART_OF_FEW = 24
/**
 * Or each group so close together, and so far from the other, that there is no doubt, wherever in
 * the world of styles they are: the share of the way from the other group to perfect likeness.
 */
const CLEARLY_APART = 0.8

/**
 * Groups pictures into themes: Ward's hierarchy, split from the top as long as both parts are large
 * enough and unlike each other. How unlike is measured against the world of all styles first, and
 * not against the spread of this board, so a board of one style stays whole however varied it is.
 * A few pictures that stand apart join the theme they are nearest to. Deterministic.
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
  const fewest = Math.max(SMALLEST_THEME, Math.ceil(SMALLEST_SHARE * vectors.length))
  const themes = mergeToMost(split(root, cosines, fewest), cosines)
  return themes
    .map((theme) => [...theme].sort((one, other) => one - other))
    .sort((one, other) => other.length - one.length || one[0] - other[0])
}

function split(node: WardNode, cosines: number[][], fewest: number): number[][] {
  if (!node.parts) return [node.points]
  const [smaller, larger] = [...node.parts].sort(
    (one, other) => one.points.length - other.points.length
  )
  if (smaller.points.length >= fewest) {
    return areStyles(smaller.points, larger.points, cosines)
      ? [...split(larger, cosines, fewest), ...split(smaller, cosines, fewest)]
      : [node.points]
  }
  const themes = split(larger, cosines, fewest)
  if (themes.length === 1) return [node.points]
  for (const stray of smaller.points) nearestTheme(stray, themes, cosines).push(stray)
  return themes
}

function nearestTheme(stray: number, themes: number[][], cosines: number[][]): number[] {
  const likeness = (theme: number[]) => mean(pairsAcross([stray], theme, cosines))
  return themes.reduce((best, theme) => (likeness(theme) > likeness(best) ? theme : best))
}

function areStyles(one: number[], other: number[], cosines: number[][]): boolean {
  const across = mean(pairsAcross(one, other, cosines))
  const within = mean([...pairsWithin(one, cosines), ...pairsWithin(other, cosines)])
  const count = one.length + other.length
  const isApart = within - 2 * across > Math.max(APART, APART_OF_FEW / count ** 2)
  return isApart || (within - across) / (1 - across) > CLEARLY_APART
}

/** Joins the two themes that are most alike until there are few enough to show. */
function mergeToMost(themes: number[][], cosines: number[][]): number[][] {
  const left = [...themes]
  while (left.length > MOST_THEMES) {
    let [first, second, highest] = [0, 1, -Infinity]
    for (let one = 0; one < left.length; one++) {
      for (let other = one + 1; other < left.length; other++) {
        const likeness = mean(pairsAcross(left[one], left[other], cosines))
        if (likeness > highest) [first, second, highest] = [one, other, likeness]
      }
    }
    left[first] = [...left[first], ...left[second]]
    left.splice(second, 1)
  }
  return left
}

function pairsAcross(one: number[], other: number[], cosines: number[][]): number[] {
  return one.flatMap((first) => other.map((second) => cosines[first][second]))
}

function pairsWithin(group: number[], cosines: number[][]): number[] {
  return group.flatMap((first, index) =>
    group.slice(index + 1).map((second) => cosines[first][second])
  )
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
