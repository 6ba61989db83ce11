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
