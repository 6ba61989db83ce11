import fc from "fast-check"
import {
  drawProduct,
  drawScene,
} from "../../../../../integration-tests/pictures/drawn-pictures"
import { preparePicture } from "../../pictures/prepare-picture"
import { cosine } from "../../themes/vector-maths"
import { ClassicalEmbedder } from "./classical-embedder"
import { addColour, COLOUR_BINS, colourHistogram } from "./colour-histogram"
import { describe as describeImage, DESCRIPTOR_LENGTH } from "./descriptor"
import { foregroundMask } from "./foreground-mask"
import { oklabOfRgb } from "./oklab"
import { IMAGE_SIDE, oklabImageOf } from "./oklab-image"
import { standardise, statisticsOf } from "./standardise"

const imageOf = async (bytes: Buffer) => oklabImageOf(await preparePicture(bytes))
const sum = (values: ArrayLike<number>) =>
  Array.from(values).reduce((total, value) => total + value, 0)

describe("foregroundMask", () => {
  it("keeps the product and floods the studio away", async () => {
    const image = await imageOf(await drawProduct("#22345a", 3))
    const mask = foregroundMask(image)
    const middle = (IMAGE_SIDE / 2) * IMAGE_SIDE + IMAGE_SIDE / 2
    expect([mask[0], mask[middle]]).toEqual([0, 1])
    expect(sum(mask) / mask.length).toBeLessThan(0.5)
  })

  it("keeps all of a scene that has no plain border", async () => {
    const image = await imageOf(await drawScene(["#22345a", "#b9623d"], 2))
    expect(sum(foregroundMask(image))).toBe(IMAGE_SIDE * IMAGE_SIDE)
  })

  it("keeps all rather than nothing when the product is as white as the studio", async () => {
    const image = await imageOf(await drawProduct("#faf9f8", 5))
    expect(sum(foregroundMask(image))).toBeGreaterThan(0)
  })
})

describe("colourHistogram", () => {
  it("shares every pixel out completely", () => {
    const byte = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(byte, byte, byte, (r, g, b) => {
        const bins = new Float64Array(COLOUR_BINS)
        addColour(bins, ...oklabOfRgb(r, g, b), 1)
        expect(sum(bins)).toBeCloseTo(1, 9)
        expect(Math.min(...bins)).toBeGreaterThanOrEqual(0)
      })
    )
  })

  it("moves only slightly when the light changes slightly", () => {
    const histogramOf = (lightness: number) => {
      const bins = new Float64Array(COLOUR_BINS)
      addColour(bins, lightness, 0.08, 0.06, 1)
      return bins
    }
    const [one, other] = [histogramOf(0.5), histogramOf(0.51)]
    expect(sum(one.map((value, index) => Math.abs(value - other[index])))).toBeLessThan(
      0.1
    )
  })

  it("is of length one", async () => {
    const image = await imageOf(await drawScene(["#9dab8d", "#f1e9d9"], 4))
    const histogram = colourHistogram(image, new Uint8Array(IMAGE_SIDE ** 2).fill(1))
    expect(Math.hypot(...histogram)).toBeCloseTo(1, 9)
  })
})

describe("standardise", () => {
  const statistics = statisticsOf([Float64Array.of(1, 5, 0), Float64Array.of(3, 5, 1)])

  it("makes vectors of length one in which no number decides alone", () => {
    expect(statistics).toEqual({ mean: [2, 5, 0.5], deviation: [1, 0, 0.5] })
    const vector = standardise(Float64Array.of(1000, 5, 1000), statistics, [1, 1, 1])
    expect(Math.hypot(...vector)).toBeCloseTo(1, 9)
    expect(vector[0]).toBeCloseTo(vector[2], 9)
    expect(vector[1]).toBe(0)
  })

  it("counts each number as much as its weight", () => {
    const vector = standardise(Float64Array.of(1000, 5, 1000), statistics, [1, 1, 0.5])
    expect(vector[0]).toBeCloseTo(2 * vector[2], 9)
  })

  it("is all zeros, not NaN, for the average picture", () => {
    expect(standardise(Float64Array.of(2, 5, 0.5), statistics, [1, 1, 1])).toEqual([
      0, 0, 0,
    ])
  })
})

describe("ClassicalEmbedder", () => {
  const embedder = new ClassicalEmbedder()
  const embed = async (bytes: Buffer, domain: "product" | "scene") =>
    await embedder.embed(await preparePicture(bytes), domain)

  it("has as many numbers as it says, of length one, always the same", async () => {
    const bytes = await drawScene(["#9dab8d", "#f1e9d9"], 4)
    const vector = await embed(bytes, "scene")
    expect(vector).toHaveLength(embedder.dimensions)
    expect(embedder.dimensions).toBe(DESCRIPTOR_LENGTH)
    expect(Math.hypot(...vector)).toBeCloseTo(1, 6)
    expect(await embed(bytes, "scene")).toEqual(vector)
  })

  it("finds a product closer to a scene of its colours than to another", async () => {
    const navy = await embed(await drawProduct("#22345a", 1), "product")
    const blue = await embed(
      await drawScene(["#22345a", "#8aa4bc", "#f4f2ee"], 1),
      "scene"
    )
    const warm = await embed(
      await drawScene(["#b9623d", "#e2a684", "#d6c1a0"], 1),
      "scene"
    )
    expect(cosine(navy, blue)).toBeGreaterThan(cosine(navy, warm))
  })

  it("describes a product by itself, not by the studio around it", async () => {
    const image = await imageOf(await drawProduct("#b9623d", 7))
    const asProduct = describeImage(image, "product")
    const asScene = describeImage(image, "scene")
    const lightest = (descriptor: Float64Array) => descriptor[7]
    expect(lightest(asScene)).toBeGreaterThan(0.5)
    expect(lightest(asProduct)).toBeLessThan(0.2)
  })
})
