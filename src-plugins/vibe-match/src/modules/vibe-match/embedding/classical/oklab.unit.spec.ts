import fc from "fast-check"
import { chromaOf, hexOfOklab, oklabOfHex, oklabOfRgb, rgbOfOklab } from "./oklab"

const byte = fc.integer({ min: 0, max: 255 })

describe("OKLab", () => {
  it("gives every colour of sRGB back", () => {
    fc.assert(
      fc.property(byte, byte, byte, (r, g, b) => {
        expect(rgbOfOklab(oklabOfRgb(r, g, b))).toEqual([r, g, b])
      })
    )
  })

  it("has the values its author published", () => {
    expect(
      oklabOfRgb(255, 255, 255).map((value) => Math.round(value * 1000) / 1000 + 0)
    ).toEqual([1, 0, 0])
    const [lightness, a, b] = oklabOfRgb(255, 0, 0)
    expect(lightness).toBeCloseTo(0.628, 3)
    expect(a).toBeCloseTo(0.2249, 3)
    expect(b).toBeCloseTo(0.1258, 3)
  })

  it("finds no colour in greys", () => {
    fc.assert(
      fc.property(byte, (grey) =>
        expect(chromaOf(oklabOfRgb(grey, grey, grey))).toBeLessThan(1e-4)
      )
    )
  })

  it("writes and reads hexadecimal", () => {
    expect(hexOfOklab(oklabOfHex("#b9623d"))).toBe("#b9623d")
  })
})
