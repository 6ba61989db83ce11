import fc from "fast-check"
import { drawScene } from "../../../../integration-tests/pictures/drawn-pictures"
import { oklabOfHex, oklabOfRgb } from "../embedding/classical/oklab"
import { preparePicture } from "../pictures/prepare-picture"
import { isWordNear, nameOfColour, toneOfWord } from "./colour-names"
import { paletteOf, swatchesOfPicture } from "./palette"

describe("paletteOf", () => {
  it("finds the colours a scene was drawn in", async () => {
    const hexes = ["#22345a", "#b9623d", "#f4f2ee"]
    const picture = await preparePicture(await drawScene(hexes, 3))
    const palette = paletteOf([swatchesOfPicture(picture)])
    const names = palette.map(({ colour }) => nameOfColour(colour))
    expect(names.slice(0, 3).sort()).toEqual(["navy", "terracotta", "white"])
  })

  it("says what share of the pictures a colour has, at most one in all", () => {
    const colour = fc.array(fc.integer({ min: 0, max: 255 }), {
      minLength: 3,
      maxLength: 3,
    })
    const picture = fc
      .array(colour, { minLength: 4, maxLength: 4 })
      .map((colours) => ({ width: 2, height: 2, rgb: Uint8Array.from(colours.flat()) }))
    fc.assert(
      fc.property(fc.array(picture, { minLength: 1, maxLength: 4 }), (pictures) => {
        const palette = paletteOf(pictures.map(swatchesOfPicture))
        const total = palette.reduce((sum, { share }) => sum + share, 0)
        expect(palette.length).toBeGreaterThan(0)
        expect(palette.length).toBeLessThanOrEqual(10)
        expect(total).toBeLessThanOrEqual(1 + 1e-9)
      })
    )
  })

  it("puts a little of a full colour before much of a grey wall", () => {
    const rgb = Uint8Array.from([
      ...new Array(80).fill([150, 150, 150]).flat(),
      ...new Array(20).fill([100, 28, 44]).flat(),
    ])
    const palette = paletteOf([swatchesOfPicture({ width: 10, height: 10, rgb })])
    expect(nameOfColour(palette[0].colour)).toBe("burgundy")
  })
})

describe("colour names", () => {
  it.each([
    ["#b9623d", "terracotta"],
    ["#9dab8d", "sage"],
    ["#22345a", "navy"],
    ["#641c2c", "burgundy"],
    ["#ffffff", "white"],
    ["#000000", "black"],
  ])("calls %s %s", (hex, name) => expect(nameOfColour(oklabOfHex(hex))).toBe(name))

  it("has a word for every colour", () => {
    const byte = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(byte, byte, byte, (r, g, b) => {
        expect(toneOfWord(nameOfColour(oklabOfRgb(r, g, b)))).not.toBeNull()
      })
    )
  })

  it("understands the words of catalogues", () => {
    expect(isWordNear("Dusty blue", oklabOfHex("#8aa4bc"), 0.05)).toBe(true)
    expect(isWordNear("terracotta tones", oklabOfHex("#b9623d"), 0.05)).toBe(true)
    expect(isWordNear("Whitewash", oklabOfHex("#22345a"), 0.2)).toBe(false)
    expect(toneOfWord("Velvet")).toBeNull()
  })
})
