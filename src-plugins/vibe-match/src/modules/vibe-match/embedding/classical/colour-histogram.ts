import type { OklabImage } from "./oklab-image"

const GREYS = 8
const HUES = 12
const CHROMA_CENTRES = [0.07, 0.17]
const LIGHTNESS_CENTRES = [0.3, 0.55, 0.8]
/** Chroma at which a pixel begins to have a hue, and at which it fully has one. */
const CHROMA_FROM = 0.015
const CHROMA_TO = 0.05

/** Length of {@link colourHistogram}: 8 greys + 12 hues × 2 chromas × 3 lightnesses. */
export const COLOUR_BINS = GREYS + HUES * CHROMA_CENTRES.length * LIGHTNESS_CENTRES.length

/**
 * Soft histogram of the colours under a mask: each pixel is shared between neighbouring bins, so
 * that a slightly other light moves it only slightly. Square root of shares (Hellinger).
 */
export function colourHistogram(image: OklabImage, mask: Uint8Array): Float64Array {
  const bins = new Float64Array(COLOUR_BINS)
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if (mask[pixel])
      addColour(bins, image.lightness[pixel], image.a[pixel], image.b[pixel], 1)
  }
  return rootOfShares(bins)
}

/** Puts one colour of a given weight into its bins. */
export function addColour(
  bins: Float64Array,
  lightness: number,
  a: number,
  b: number,
  weight: number
): void {
  const chroma = Math.hypot(a, b)
  const colourful = smoothstep(CHROMA_FROM, CHROMA_TO, chroma) * weight
  if (colourful < weight) {
    const position = Math.min(1, Math.max(0, lightness)) * (GREYS - 1)
    const lower = Math.min(GREYS - 2, Math.floor(position))
    const share = position - lower
    bins[lower] += (weight - colourful) * (1 - share)
    bins[lower + 1] += (weight - colourful) * share
  }
  if (colourful === 0) return

  const turn = (Math.atan2(b, a) / (2 * Math.PI) + 1) * HUES
  const hue = Math.floor(turn)
  const hueShare = turn - hue
  const [chromaLow, chromaShare] = between(CHROMA_CENTRES, chroma)
  const [lightLow, lightShare] = between(LIGHTNESS_CENTRES, lightness)
  for (const [h, hueWeight] of [
    [hue % HUES, 1 - hueShare],
    [(hue + 1) % HUES, hueShare],
  ]) {
    for (const [c, chromaWeight] of [
      [chromaLow, 1 - chromaShare],
      [chromaLow + 1, chromaShare],
    ]) {
      for (const [l, lightWeight] of [
        [lightLow, 1 - lightShare],
        [lightLow + 1, lightShare],
      ]) {
        const part = colourful * hueWeight * chromaWeight * lightWeight
        if (part > 0) {
          bins[GREYS + (h * CHROMA_CENTRES.length + c) * LIGHTNESS_CENTRES.length + l] +=
            part
        }
      }
    }
  }
}

/** Square roots of the shares of a histogram; an empty one stays empty. */
export function rootOfShares(bins: Float64Array): Float64Array {
  const total = bins.reduce((sum, value) => sum + value, 0)
  return total > 0 ? bins.map((value) => Math.sqrt(value / total)) : bins
}

function smoothstep(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)))
  return t * t * (3 - 2 * t)
}

/** Index of the centre below a value, and how far it is on the way to the next one, 0..1. */
function between(centres: readonly number[], value: number): [number, number] {
  let low = 0
  while (low < centres.length - 2 && value > centres[low + 1]) low++
  const share = (value - centres[low]) / (centres[low + 1] - centres[low])
  return [low, Math.min(1, Math.max(0, share))]
}
