import {
  oklabDistance,
  oklabOfRgb,
  type Oklab,
  chromaOf,
} from "../embedding/classical/oklab"
import type { PreparedPicture } from "../pictures/prepared-picture"

/** A colour and the share of the picture, or of the theme, that has it. */
export type Swatch = { colour: Oklab; share: number }

/** Pixels looked at along the longer side. */
const SAMPLES = 64
const SWATCHES_OF_PICTURE = 16
const SWATCHES_OF_THEME = 10
/** Swatches closer than this read as one colour. */
const SAME_COLOUR = 0.06
/** Below this share a colour is a speck. */
const SMALLEST_SHARE = 0.015
const ROUNDS = 10

/** The main colours of a picture, so that its pixels need not be kept. */
export function swatchesOfPicture({ width, height, rgb }: PreparedPicture): Swatch[] {
  const step = Math.max(1, Math.floor(Math.max(width, height) / SAMPLES))
  const pixels: Swatch[] = []
  for (let row = step >> 1; row < height; row += step) {
    for (let column = step >> 1; column < width; column += step) {
      const at = (row * width + column) * 3
      pixels.push({ colour: oklabOfRgb(rgb[at], rgb[at + 1], rgb[at + 2]), share: 1 })
    }
  }
  return gather(pixels, SWATCHES_OF_PICTURE)
}

/**
 * The palette of several pictures: at most ten colours that differ, those that give a scene its
 * mood first. Full colours count for more than their area: a little burgundy says more than much
 * grey wall.
 */
export function paletteOf(pictures: Swatch[][]): Swatch[] {
  const all = pictures.flatMap((swatches) =>
    swatches.map(({ colour, share }) => ({ colour, share: share / pictures.length }))
  )
  const distinct = mergeSimilar(gather(all, SWATCHES_OF_THEME * 3))
  return distinct
    .filter(({ share }) => share >= SMALLEST_SHARE)
    .sort((one, other) => moodOf(other) - moodOf(one))
    .slice(0, SWATCHES_OF_THEME)
}

function moodOf({ colour, share }: Swatch): number {
  return share ** 0.75 * (0.3 + 8 * chromaOf(colour))
}

/** Weighted k-means in OKLab, seeded with the heaviest colour and then the farthest ones. */
function gather(points: Swatch[], count: number): Swatch[] {
  let centres = farthestFirst(points, count)
  let clusters: Swatch[] = []
  for (let round = 0; round < ROUNDS; round++) {
    clusters = assign(points, centres)
    centres = clusters.map(({ colour }) => colour)
  }
  const total = points.reduce((sum, { share }) => sum + share, 0)
  return clusters
    .map(({ colour, share }) => ({ colour, share: share / total }))
    .sort((one, other) => other.share - one.share)
}

function assign(points: Swatch[], centres: Oklab[]): Swatch[] {
  const sums = centres.map(() => [0, 0, 0, 0])
  for (const { colour, share } of points) {
    const sum = sums[nearest(colour, centres)]
    sum[0] += colour[0] * share
    sum[1] += colour[1] * share
    sum[2] += colour[2] * share
    sum[3] += share
  }
  return sums
    .filter((sum) => sum[3] > 0)
    .map(([lightness, a, b, share]) => ({
      colour: [lightness / share, a / share, b / share],
      share,
    }))
}

function nearest(colour: Oklab, centres: Oklab[]): number {
  let best = 0
  let lowest = Infinity
  for (let index = 0; index < centres.length; index++) {
    const distance = oklabDistance(colour, centres[index])
    if (distance < lowest) {
      lowest = distance
      best = index
    }
  }
  return best
}

function farthestFirst(points: Swatch[], count: number): Oklab[] {
  if (points.length === 0) return []
  const heaviest = points.reduce((best, point) =>
    point.share > best.share ? point : best
  )
  const centres = [heaviest.colour]
  const distances = points.map(({ colour }) => oklabDistance(colour, heaviest.colour))
  while (centres.length < count) {
    let farthest = 0
    for (let index = 1; index < points.length; index++) {
      if (distances[index] > distances[farthest]) farthest = index
    }
    if (distances[farthest] < SAME_COLOUR / 2) break
    const { colour } = points[farthest]
    centres.push(colour)
    points.forEach((point, index) => {
      distances[index] = Math.min(distances[index], oklabDistance(point.colour, colour))
    })
  }
  return centres
}

function mergeSimilar(swatches: Swatch[]): Swatch[] {
  const merged: Swatch[] = []
  for (const swatch of swatches) {
    const near = merged.findIndex(
      ({ colour }) => oklabDistance(colour, swatch.colour) < SAME_COLOUR
    )
    if (near < 0) merged.push(swatch)
    else merged[near] = { ...merged[near], share: merged[near].share + swatch.share }
  }
  return merged
}
