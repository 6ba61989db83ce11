import sharp from "sharp"
import { seededRandom } from "./seeded-random"

const SIDE = 160

/** A thing of one colour on a white studio background, as JPEG. */
export async function drawProduct(hex: string, seed = 1): Promise<Buffer> {
  const random = seededRandom(seed)
  const [width, height] = [0.3 + random() * 0.3, 0.3 + random() * 0.3]
  const colour = rgbOf(hex)
  return await draw((x, y) => {
    const isInside = Math.abs(x - 0.5) < width / 2 && Math.abs(y - 0.5) < height / 2
    const light = 0.85 + 0.15 * (1 - y)
    return isInside ? colour.map((value) => value * light) : [250, 249, 248]
  }, random)
}

/** A scene in a few colours: overlapping discs, the first colour behind everything, as JPEG. */
export async function drawScene(hexes: string[], seed = 1): Promise<Buffer> {
  const random = seededRandom(seed)
  const colours = hexes.map(rgbOf)
  const discs = Array.from({ length: 24 }, (_, index) => ({
    x: random(),
    y: random(),
    radius: 0.07 + random() * 0.13,
    colour: colours[index % colours.length],
  }))
  return await draw((x, y) => {
    const disc = discs.find((one) => Math.hypot(one.x - x, one.y - y) < one.radius)
    return disc?.colour ?? colours[0]
  }, random)
}

async function draw(
  colourAt: (x: number, y: number) => number[],
  random: () => number
): Promise<Buffer> {
  const pixels = Buffer.alloc(SIDE * SIDE * 3)
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const colour = colourAt(column / SIDE, row / SIDE)
      const noise = (random() - 0.5) * 6
      colour.forEach((value, channel) => {
        pixels[(row * SIDE + column) * 3 + channel] = Math.min(
          255,
          Math.max(0, value + noise)
        )
      })
    }
  }
  return await sharp(pixels, { raw: { width: SIDE, height: SIDE, channels: 3 } })
    .jpeg({ quality: 92 })
    .toBuffer()
}

function rgbOf(hex: string): number[] {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}
