import fc from "fast-check"
import { sha256, sha256OfData } from "./sha256"

describe("the hash of data", () => {
  it("is that of the known text", () => {
    expect(sha256("abc")).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
  })

  it("does not depend on the order of fields, and does on everything else", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
        const turned = Object.fromEntries(Object.entries(data).reverse())
        expect(sha256OfData({ a: [turned] })).toBe(sha256OfData({ a: [data] }))
      })
    )
    expect(sha256OfData([1, 2])).not.toBe(sha256OfData([2, 1]))
    expect(sha256OfData({ a: "1" })).not.toBe(sha256OfData({ a: 1 }))
  })
})
