import fc from "fast-check"
import { wardHierarchy, type WardNode } from "./ward"

const squared = (points: number[][]) =>
  points.map((one) =>
    points.map((other) =>
      one.reduce((sum, value, axis) => sum + (value - other[axis]) ** 2, 0)
    )
  )

const costsOf = (node: WardNode): number[] => [
  node.cost,
  ...(node.parts?.flatMap(costsOf) ?? []),
]

const point = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), {
  minLength: 3,
  maxLength: 3,
})

describe("wardHierarchy", () => {
  it("has no root without points and a leaf for one", () => {
    expect(wardHierarchy([])).toBeNull()
    expect(wardHierarchy([[0]])).toEqual({ points: [0], parts: null, cost: 0 })
  })

  it("parts two groups at the top", () => {
    const root = wardHierarchy(squared([[0], [10], [0.1], [10.1], [0.2]]))
    const parts = root?.parts?.map(({ points }) => [...points].sort())
    expect(parts).toEqual([
      [0, 2, 4],
      [1, 3],
    ])
  })

  it("explains the whole spread by its merges, each dearer than those below it", () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 12 }), (points) => {
        const root = wardHierarchy(squared(points)) as WardNode
        const mean = points[0].map(
          (_, axis) => points.reduce((sum, one) => sum + one[axis], 0) / points.length
        )
        const spread = points.reduce(
          (sum, one) =>
            sum + one.reduce((part, value, axis) => part + (value - mean[axis]) ** 2, 0),
          0
        )
        expect(costsOf(root).reduce((sum, cost) => sum + cost, 0)).toBeCloseTo(spread, 6)
        const isDearer = (node: WardNode): boolean =>
          (node.parts ?? []).every(
            (part) => part.cost <= node.cost + 1e-9 && isDearer(part)
          )
        expect(isDearer(root)).toBe(true)
        expect([...root.points].sort((one, other) => one - other)).toEqual(
          points.map((_, index) => index)
        )
      })
    )
  })
})
