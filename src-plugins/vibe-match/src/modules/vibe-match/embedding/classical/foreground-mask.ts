import type { OklabImage } from "./oklab-image"

/** Below this share of the picture the flood has eaten the product itself (white on white). */
const SMALLEST_FOREGROUND = 0.03
/** A studio background is at least this light and at most this colourful. */
const STUDIO_LIGHTNESS = 0.72
const STUDIO_CHROMA = 0.045
/** Farthest a background pixel is from the colour of the border. */
const BORDER_DISTANCE = 0.1
/** Largest step between two neighbours that are both background; shadows are soft. */
const STEP = 0.02

/**
 * Which pixels show the product and which the studio around it: floods from the border over light,
 * nearly colourless pixels that change slowly.
 *
 * @returns one byte a pixel, 1 = product; all ones when there is no such background, or when
 *   hardly anything would remain
 */
export function foregroundMask(image: OklabImage): Uint8Array {
  const { side, lightness, a, b } = image
  const border = borderPixels(side)
  const background = new Uint8Array(side * side)
  const middle = [lightness, a, b].map((plane) =>
    median(border.map((pixel) => plane[pixel]))
  )

  const isStudio = (pixel: number) => {
    const chroma = Math.hypot(a[pixel], b[pixel])
    const nearWhite = lightness[pixel] > 0.93 && chroma < 0.02
    const nearBorder =
      lightness[pixel] > STUDIO_LIGHTNESS &&
      chroma < STUDIO_CHROMA &&
      Math.hypot(
        lightness[pixel] - middle[0],
        a[pixel] - middle[1],
        b[pixel] - middle[2]
      ) < BORDER_DISTANCE
    return nearWhite || nearBorder
  }
  const isSmooth = (one: number, other: number) =>
    Math.abs(lightness[one] - lightness[other]) < STEP &&
    Math.abs(a[one] - a[other]) + Math.abs(b[one] - b[other]) < STEP

  const queue = border.filter(isStudio)
  queue.forEach((pixel) => (background[pixel] = 1))
  for (let pixel = queue.pop(); pixel !== undefined; pixel = queue.pop()) {
    const column = pixel % side
    const neighbours = [pixel - side, pixel + side]
    if (column > 0) neighbours.push(pixel - 1)
    if (column < side - 1) neighbours.push(pixel + 1)
    for (const next of neighbours) {
      if (next < 0 || next >= background.length || background[next]) continue
      if (!isStudio(next) || !isSmooth(pixel, next)) continue
      background[next] = 1
      queue.push(next)
    }
  }

  const foreground = background.map((value) => 1 - value)
  const kept = foreground.reduce((sum, value) => sum + value, 0)
  return kept < SMALLEST_FOREGROUND * side * side ? foreground.fill(1) : foreground
}

function borderPixels(side: number): number[] {
  const pixels: number[] = []
  for (let step = 0; step < side; step++) {
    pixels.push(step, (side - 1) * side + step, step * side, step * side + side - 1)
  }
  return pixels
}

function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[sorted.length >> 1]
}
