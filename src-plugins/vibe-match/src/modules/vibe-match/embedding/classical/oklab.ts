/** A colour in OKLab: lightness 0..1, green to red, blue to yellow (Björn Ottosson, 2020). */
export type Oklab = readonly [lightness: number, a: number, b: number]

const LINEAR_OF_BYTE = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
})

/** OKLab of an sRGB colour given in bytes 0..255. */
export function oklabOfRgb(red: number, green: number, blue: number): Oklab {
  const r = LINEAR_OF_BYTE[red]
  const g = LINEAR_OF_BYTE[green]
  const b = LINEAR_OF_BYTE[blue]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

/** sRGB bytes of an OKLab colour, clipped to what a screen can show. */
export function rgbOfOklab([lightness, a, b]: Oklab): [number, number, number] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    byteOfLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    byteOfLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    byteOfLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

/** `#rrggbb` of an OKLab colour. */
export function hexOfOklab(colour: Oklab): string {
  return (
    "#" +
    rgbOfOklab(colour)
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("")
  )
}

/** OKLab of `#rrggbb`. */
export function oklabOfHex(hex: string): Oklab {
  const value = Number.parseInt(hex.slice(1), 16)
  return oklabOfRgb((value >> 16) & 255, (value >> 8) & 255, value & 255)
}

export function chromaOf([, a, b]: Oklab): number {
  return Math.hypot(a, b)
}

/** Straight-line distance in OKLab; about 0.02 is just noticeable. */
export function oklabDistance(one: Oklab, other: Oklab): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])
}

function byteOfLinear(linear: number): number {
  const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055
  return Math.round(Math.min(1, Math.max(0, value)) * 255)
}
