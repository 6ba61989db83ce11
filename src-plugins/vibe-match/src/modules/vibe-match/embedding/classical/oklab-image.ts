import sharp from "sharp"
import type { PreparedPicture } from "../../pictures/prepared-picture"
import { oklabOfRgb } from "./oklab"

/** Side in pixels of the square on which the classical descriptors are computed. */
export const IMAGE_SIDE = 128

/** A square picture as three planes of OKLab. */
export type OklabImage = {
  side: number
  lightness: Float32Array
  a: Float32Array
  b: Float32Array
}

/** Squeezes a picture onto the square (proportions say nothing about its look) in OKLab. */
export async function oklabImageOf(picture: PreparedPicture): Promise<OklabImage> {
  const { width, height, rgb } = picture
  const pixels =
    width === IMAGE_SIDE && height === IMAGE_SIDE
      ? rgb
      : await sharp(rgb, { raw: { width, height, channels: 3 } })
          .resize(IMAGE_SIDE, IMAGE_SIDE, { fit: "fill" })
          .raw()
          .toBuffer()
  const count = IMAGE_SIDE * IMAGE_SIDE
  const image: OklabImage = {
    side: IMAGE_SIDE,
    lightness: new Float32Array(count),
    a: new Float32Array(count),
    b: new Float32Array(count),
  }
  for (let pixel = 0; pixel < count; pixel++) {
    const [lightness, a, b] = oklabOfRgb(
      pixels[pixel * 3],
      pixels[pixel * 3 + 1],
      pixels[pixel * 3 + 2]
    )
    image.lightness[pixel] = lightness
    image.a[pixel] = a
    image.b[pixel] = b
  }
  return image
}
