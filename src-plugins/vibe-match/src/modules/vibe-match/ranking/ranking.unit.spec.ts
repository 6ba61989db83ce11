import fc from "fast-check"
import { oklabOfHex } from "../embedding/classical/oklab"
import type { ProductFacts } from "../vectors/vector-store"
import { capCategories } from "./category-cap"
import { confidenceOf } from "./confidence"
import { fuse, mergeThemes } from "./merge-themes"
import { whyWords, wordsOfTheme } from "./why"

const facts = (some: Partial<ProductFacts>): ProductFacts => ({
  title: "",
  category: null,
  colours: [],
  materials: [],
  styles: [],
  tags: [],
  ...some,
})

describe("mergeThemes", () => {
  const ids = fc.uniqueArray(fc.integer({ min: 0, max: 60 }).map(String), {
    minLength: 1,
    maxLength: 30,
  })
  const theme = fc.record({
    weight: fc.double({ min: 0.05, max: 1, noNaN: true }),
    pictures: fc.array(ids, { minLength: 1, maxLength: 4 }),
  })

  it("is the order of the picture when there is one", () => {
    fc.assert(
      fc.property(ids, (ranking) => {
        expect(mergeThemes([{ weight: 1, pictures: [ranking] }])).toEqual(ranking)
      })
    )
    expect(mergeThemes([])).toEqual([])
  })

  it("has every product once", () => {
    fc.assert(
      fc.property(fc.array(theme, { minLength: 1, maxLength: 4 }), (themes) => {
        const merged = mergeThemes(themes)
        const all = new Set(themes.flatMap(({ pictures }) => pictures.flat()))
        expect(new Set(merged)).toEqual(all)
        expect(merged).toHaveLength(all.size)
      })
    )
  })

  it("puts what several pictures like before what one likes best", () => {
    expect(
      fuse([
        ["a", "x"],
        ["b", "x"],
        ["c", "x"],
      ])[0]
    ).toBe("x")
    expect(
      fuse([
        ["b", "a"],
        ["a", "b"],
      ])
    ).toEqual(["a", "b"])
  })

  it("serves the smallest theme within the first places", () => {
    const list = (name: string) => [
      Array.from({ length: 20 }, (_, index) => `${name}${index}`),
    ]
    const merged = mergeThemes([
      { weight: 0.6, pictures: list("a") },
      { weight: 0.3, pictures: list("b") },
      { weight: 0.1, pictures: list("c") },
    ])
    const first = merged.slice(0, 12).map((id) => id[0])
    const countOf = (name: string) => first.filter((one) => one === name).length
    expect(countOf("c")).toBeGreaterThanOrEqual(2)
    expect(countOf("a")).toBeGreaterThan(countOf("c"))
    expect(merged[0]).toBe("a0")
  })
})

describe("capCategories", () => {
  it("keeps all items and lets no category take more than its share of the first places", () => {
    const item = fc.constantFrom("chairs", "tables", "linens", null)
    fc.assert(
      fc.property(fc.array(item, { maxLength: 40 }), (categories) => {
        const items = categories.map((category, id) => ({ category, id }))
        const capped = capCategories(items, ({ category }) => category, 10, 0.3)
        expect(capped.map(({ id }) => id).sort()).toEqual(
          items.map(({ id }) => id).sort()
        )
        const others = new Set(categories).size
        if (others === 4 && categories.length >= 30) {
          const before = capped.slice(0, 9)
          const chairs = before.filter(({ category }) => category === "chairs").length
          expect(chairs).toBeLessThanOrEqual(9)
        }
      })
    )
    const chairs = Array.from({ length: 8 }, (_, id) => ({ category: "chairs", id }))
    const table = { category: "tables", id: 9 }
    const capped = capCategories([...chairs, table], ({ category }) => category, 10, 0.3)
    expect(capped.slice(0, 4).map(({ id }) => id)).toEqual([0, 1, 2, 9])
  })
})

describe("why", () => {
  const palette = ["#b9623d", "#9dab8d"].map((hex) => ({ hex, name: "", share: 0.5 }))

  it("names shared colours first, then the theme's words", () => {
    const product = facts({
      colours: ["Terracotta", "Navy"],
      styles: ["boho", "modern"],
      materials: ["rattan"],
    })
    expect(whyWords(product, palette, ["rattan", "boho"])).toEqual([
      "terracotta",
      "boho",
      "rattan",
    ])
  })

  it("finds the words that best matches carry more often than the catalogue", () => {
    const boho = facts({ styles: ["boho"], materials: ["wood"] })
    const other = facts({ styles: ["modern"], materials: ["wood"] })
    const all = [boho, boho, boho, other, other, other, other, other]
    expect(wordsOfTheme([boho, boho, boho, other], all)).toEqual(["boho"])
  })

  it("knows the tone of the palette", () => {
    expect(oklabOfHex("#b9623d")[0]).toBeGreaterThan(0.5)
  })
})

describe("confidenceOf", () => {
  it("rises with similarity and stays between 0 and 1", () => {
    const cosine = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(cosine, cosine, (one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one]
        expect(confidenceOf(low)).toBeLessThanOrEqual(confidenceOf(high))
        expect(confidenceOf(low)).toBeGreaterThan(0)
        expect(confidenceOf(high)).toBeLessThan(1)
      })
    )
  })
})
