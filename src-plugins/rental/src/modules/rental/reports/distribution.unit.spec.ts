import fc from "fast-check"
import { describeDistribution } from "./distribution"

describe("a distribution", () => {
  it("has the ranks and classes of its values", () => {
    const values = fc.array(fc.integer({ min: -5, max: 40 }))
    const ends = fc.uniqueArray(fc.integer({ min: -10, max: 50 }), { minLength: 1 })
    fc.assert(
      fc.property(values, ends, (list, unsorted) => {
        const classes = unsorted.sort((a, b) => a - b)
        const found = describeDistribution(
          list.map((value) => ({ value, count: 1 })),
          classes
        )
        const sorted = [...list].sort((a, b) => a - b)
        expect(found.count).toBe(list.length)
        expect(found.median).toBe(sorted[Math.ceil(list.length / 2) - 1] ?? null)
        expect(found.percentile_90).toBe(sorted[Math.ceil(list.length * 0.9) - 1] ?? null)
        expect(found.histogram).toHaveLength(classes.length + 1)
        for (const value of new Set(list)) {
          const own = found.histogram.filter(
            ({ from, to }) => (from ?? -Infinity) <= value && value <= (to ?? Infinity)
          )
          expect(own).toHaveLength(1)
        }
        const inClasses = found.histogram.reduce((sum, { count }) => sum + count, 0)
        expect(inClasses).toBe(list.length)
      })
    )
  })

  it("counts a value as often as it was seen", () => {
    const found = describeDistribution(
      [
        { value: 7, count: 1 },
        { value: 2, count: 9 },
      ],
      [2, 6]
    )
    expect(found).toEqual({
      count: 10,
      least: 2,
      median: 2,
      percentile_90: 2,
      most: 7,
      histogram: [
        { from: null, to: 2, count: 9 },
        { from: 3, to: 6, count: 0 },
        { from: 7, to: null, count: 1 },
      ],
    })
  })
})
