/** A picture that is safe to look at: decoded, upright, sRGB, without metadata. */
export type PreparedPicture = {
  width: number
  height: number
  /** Row by row, three bytes a pixel: red, green, blue. */
  rgb: Uint8Array
}
