import type { PreparedPicture } from "../../pictures/prepared-picture"
import type { Embedder, PictureDomain } from "../embedder"
import { describe, DESCRIPTOR_LENGTH, DESCRIPTOR_WEIGHTS } from "./descriptor"
import { oklabImageOf } from "./oklab-image"
import frozen from "./statistics.json"
import { type DescriptorStatistics, standardise } from "./standardise"

/**
 * The default {@link Embedder}: colours in OKLab, edges and texture, without any trained weights.
 * Its statistics are frozen, fitted by `scripts/fit-statistics.mjs` on rendered pictures.
 */
export class ClassicalEmbedder implements Embedder {
  readonly model = "classical"
  readonly version: string = frozen.version
  readonly dimensions = DESCRIPTOR_LENGTH
  private readonly statistics: Record<PictureDomain, DescriptorStatistics> = frozen

  async embed(picture: PreparedPicture, domain: PictureDomain): Promise<number[]> {
    const image = await oklabImageOf(picture)
    return standardise(
      describe(image, domain),
      this.statistics[domain],
      DESCRIPTOR_WEIGHTS
    )
  }
}
