import type { PreparedPicture } from "../pictures/prepared-picture"

/**
 * What a picture shows, because the two are not described alike: a `product` stands alone in front
 * of a plain background that says nothing about it, a `scene` is meant as a whole.
 */
export type PictureDomain = "product" | "scene"

/**
 * Strategy: turns pictures into vectors whose cosine says how well a product fits a scene.
 *
 * `model` and `version` are written beside every vector and only equal ones are ever compared, so
 * raise `version` whenever the same picture would give another vector.
 */
export interface Embedder {
  readonly model: string
  readonly version: string
  readonly dimensions: number
  /**
   * @param picture - decoded, upright, sRGB
   * @param domain - which of the two kinds of picture it is
   * @returns a vector of length one with `dimensions` numbers
   */
  embed(picture: PreparedPicture, domain: PictureDomain): Promise<number[]>
}
