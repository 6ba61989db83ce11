import { rootOfShares } from "./colour-histogram"
import type { OklabImage } from "./oklab-image"

const ORIENTATIONS = 8
const SCALES = 3
/** Differences of lightness below this are noise of the camera or of JPEG. */
const LBP_TOLERANCE = 0.01
const LBP_BINS = 10

/** Length of {@link gradientHistogram}. */
export const GRADIENT_BINS = ORIENTATIONS * SCALES
/** Length of {@link localBinaryPatterns}. */
export const PATTERN_BINS = LBP_BINS

/**
 * In which of eight directions edges run, at three sizes. Square root of shares and not of
 * strengths, so that a sharp photograph and a soft one are described alike.
 */
export function gradientHistogram(image: OklabImage, mask: Uint8Array): Float64Array {
  const histogram = new Float64Array(GRADIENT_BINS)
  let { side, lightness } = image
  let visible = mask
  for (let scale = 0; scale < SCALES; scale++) {
    histogram.set(orientations(lightness, visible, side), scale * ORIENTATIONS)
    if (scale === SCALES - 1) break
    lightness = halve(lightness, side)
    visible = Uint8Array.from(halve(Float32Array.from(visible), side), (share) =>
      share > 0.5 ? 1 : 0
    )
    side >>= 1
  }
  return histogram
}

/**
 * Shares of the nine rotation-invariant uniform patterns of eight neighbours, and of all others
 * (Ojala, Pietikäinen and Mäenpää, 2002). Square root of shares.
 */
export function localBinaryPatterns(image: OklabImage, mask: Uint8Array): Float64Array {
  const { side, lightness } = image
  const bins = new Float64Array(LBP_BINS)
  const ring = [-side - 1, -side, -side + 1, 1, side + 1, side, side - 1, -1]
  for (let row = 1; row < side - 1; row++) {
    for (let column = 1; column < side - 1; column++) {
      const pixel = row * side + column
      if (!mask[pixel]) continue
      const threshold = lightness[pixel] + LBP_TOLERANCE
      let ones = 0
      let changes = 0
      let before = lightness[pixel + ring[7]] >= threshold
      for (const offset of ring) {
        const above = lightness[pixel + offset] >= threshold
        if (above) ones++
        if (above !== before) changes++
        before = above
      }
      bins[changes <= 2 ? ones : LBP_BINS - 1]++
    }
  }
  return rootOfShares(bins)
}

function orientations(
  lightness: Float32Array,
  mask: Uint8Array,
  side: number
): Float64Array {
  const bins = new Float64Array(ORIENTATIONS)
  for (let row = 1; row < side - 1; row++) {
    for (let column = 1; column < side - 1; column++) {
      const pixel = row * side + column
      if (!mask[pixel]) continue
      const right = lightness[pixel + 1] - lightness[pixel - 1]
      const down = lightness[pixel + side] - lightness[pixel - side]
      const strength = Math.hypot(right, down)
      if (strength === 0) continue
      const turn = (Math.atan2(down, right) / Math.PI + 1) * ORIENTATIONS
      const bin = Math.floor(turn)
      const share = turn - bin
      bins[bin % ORIENTATIONS] += strength * (1 - share)
      bins[(bin + 1) % ORIENTATIONS] += strength * share
    }
  }
  return rootOfShares(bins)
}

function halve(plane: Float32Array, side: number): Float32Array {
  const half = side >> 1
  const smaller = new Float32Array(half * half)
  for (let row = 0; row < half; row++) {
    for (let column = 0; column < half; column++) {
      const corner = row * 2 * side + column * 2
      smaller[row * half + column] =
        (plane[corner] +
          plane[corner + 1] +
          plane[corner + side] +
          plane[corner + side + 1]) /
        4
    }
  }
  return smaller
}
