import fc from "fast-check"
import { byNaturalOrder } from "./natural-order"

describe("the natural order of storage places", () => {
  it("counts numbers as numbers, and puts what has no place last", () => {
    const places = ["B-1", null, "A-10-2", "a-2", "A-10-10", "A-1", "Z"]
    expect(places.sort(byNaturalOrder)).toEqual([
      "A-1",
      "a-2",
      "A-10-2",
      "A-10-10",
      "B-1",
      "Z",
      null,
    ])
  })

  it("is an order: the same however things came in", () => {
    const place = fc.option(
      fc.tuple(fc.constantFrom("A", "B", "aisle "), fc.nat(200)).map(([a, n]) => a + n)
    )
    fc.assert(
      fc.property(fc.array(place), (places) => {
        const once = [...places].sort(byNaturalOrder)
        expect([...places].reverse().sort(byNaturalOrder)).toEqual(once)
      })
    )
  })
})
