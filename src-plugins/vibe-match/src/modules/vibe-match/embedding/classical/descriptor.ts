import type { PictureDomain } from "../embedder"
import { COLOUR_BINS, colourHistogram } from "./colour-histogram"
import { foregroundMask } from "./foreground-mask"
import type { OklabImage } from "./oklab-image"
import {
  GRADIENT_BINS,
  gradientHistogram,
  localBinaryPatterns,
  PATTERN_BINS,
} from "./texture"

/** Length of {@link describe}. */
export const DESCRIPTOR_LENGTH = COLOUR_BINS + GRADIENT_BINS + PATTERN_BINS

/** Edges and texture say less about a style than colours do. */
const TEXTURE_WEIGHT = 0.5

/** How much each number of a descriptor counts when two are compared. */
export const DESCRIPTOR_WEIGHTS: readonly number[] = Array.from(
  { length: DESCRIPTOR_LENGTH },
  (_, index) => (index < COLOUR_BINS ? 1 : TEXTURE_WEIGHT)
)

/** Colours, edges and texture of a picture, not yet set against other pictures of its kind. */
export function describe(image: OklabImage, domain: PictureDomain): Float64Array {
  const mask =
    domain === "product"
      ? foregroundMask(image)
      : new Uint8Array(image.side * image.side).fill(1)
  const descriptor = new Float64Array(DESCRIPTOR_LENGTH)
  descriptor.set(colourHistogram(image, mask), 0)
  descriptor.set(gradientHistogram(image, mask), COLOUR_BINS)
  descriptor.set(localBinaryPatterns(image, mask), COLOUR_BINS + GRADIENT_BINS)
  return descriptor
}
