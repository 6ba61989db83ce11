import { seededRandom } from "../../../../integration-tests/pictures/seeded-random"
import { cutIntoThemes } from "./cut"
import { withoutNearDuplicates } from "./near-duplicates"
import { type SeenPicture, themesOf } from "./theme"

const DIMENSIONS = 40

/** Pictures of a style scatter around its direction. */
function pictures(styles: number[], seed = 1, scatter = 1.6): SeenPicture[] {
  const random = seededRandom(seed)
  return styles.map((style, index) => {
    const raw = Array.from({ length: DIMENSIONS }, (_, axis) => {
      return (axis % 4 === style ? 0.75 : -0.25) + (random() - 0.5) * scatter
    })
    const length = Math.hypot(...raw)
    return {
      name: `${style}-${index}`,
      vector: raw.map((value) => value / length),
      swatches: [{ colour: [0.5, 0.1 * style, 0.05], share: 1 }],
    }
  })
}
const repeat = (style: number, count: number) => new Array<number>(count).fill(style)

describe("themesOf", () => {
  it.each([3, 6, 12, 20])("keeps a board of one style of %i pictures whole", (count) => {
    const found = [1, 2, 3, 4, 5].map(
      (seed) => themesOf(pictures(repeat(0, count), seed)).length
    )
    expect(found.filter((themes) => themes === 1).length).toBeGreaterThanOrEqual(4)
  })

  it("gives a board of two styles two themes, each with its own pictures", () => {
    const themes = themesOf(pictures([...repeat(0, 7), ...repeat(1, 5)], 3))
    expect(themes.map(({ image_count }) => image_count)).toEqual([7, 5])
    expect(themes.map(({ medoid }) => medoid[0])).toEqual(["0", "1"])
    expect(themes[0].weight + themes[1].weight).toBeCloseTo(1, 9)
    expect(themes.map(({ id }) => id)).toEqual(["theme-1", "theme-2"])
  })

  it("finds three styles, the smallest too", () => {
    const themes = themesOf(
      pictures([...repeat(0, 8), ...repeat(1, 6), ...repeat(2, 4)], 5)
    )
    expect(themes.map(({ image_count }) => image_count)).toEqual([8, 6, 4])
  })

  it("does not depend on the order of the pictures", () => {
    const board = pictures([...repeat(0, 6), ...repeat(1, 6)], 7)
    const mixed = [...board]
      .sort((one, other) => one.name.localeCompare(other.name))
      .reverse()
    const namesOf = (themes: number[][], from: SeenPicture[]) =>
      themes.map((theme) => theme.map((index) => from[index].name).sort()).sort()
    const one = namesOf(cutIntoThemes(board.map(({ vector }) => vector)), board)
    const other = namesOf(cutIntoThemes(mixed.map(({ vector }) => vector)), mixed)
    expect(other).toEqual(one)
  })

  it("has one theme for one picture, and for the same picture many times", () => {
    const [picture] = pictures([0])
    expect(themesOf([picture])).toHaveLength(1)
    const [only] = themesOf(new Array<SeenPicture>(9).fill(picture))
    expect(only).toMatchObject({ image_count: 9, weight: 1 })
    expect(only.vectors).toHaveLength(1)
  })
})

describe("withoutNearDuplicates", () => {
  it("keeps the first of equal pictures", () => {
    expect(
      withoutNearDuplicates([
        [1, 0],
        [0, 1],
        [1, 0],
        [0.9999, 0.0141],
      ])
    ).toEqual([
      [1, 0],
      [0, 1],
    ])
  })
})
