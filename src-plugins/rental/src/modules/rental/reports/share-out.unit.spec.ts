import { MathBN } from "@medusajs/framework/utils"
import fc from "fast-check"
import { shareOut, type Decimal } from "./share-out"

const sum = (parts: readonly Decimal[]) =>
  parts.reduce<Decimal>((total, part) => MathBN.add(total, part), MathBN.convert(0))
const text = (parts: readonly Decimal[]) => parts.map((part) => part.toFixed())

describe("sharing an amount out", () => {
  const amount = fc
    .tuple(fc.integer({ min: -10_000_000, max: 10_000_000 }), fc.constantFrom(0, 2, 3, 5))
    .map(([units, decimals]) => MathBN.convert(units).shiftedBy(-decimals))
  const weights = fc.array(fc.integer({ min: 0, max: 5000 }), {
    minLength: 1,
    maxLength: 12,
  })
  const digits = fc.constantFrom(0, 2, 3)

  it("gives parts that add up to it, each within a cent of its share", () => {
    fc.assert(
      fc.property(amount, weights, digits, (whole, shares, decimals) => {
        const parts = shareOut(whole, shares, decimals)
        expect(sum(parts).toFixed()).toBe(whole.toFixed())
        const total = shares.reduce((all, share) => all + share, 0)
        const cent = 10 ** -decimals
        parts.forEach((part, at) => {
          const share = total ? shares[at]! / total : 1 / shares.length
          const exact = MathBN.mult(whole, share)
          expect(MathBN.sub(part, exact).abs().toNumber()).toBeLessThan(2 * cent)
        })
      })
    )
  })

  it("gives nothing to what weighs nothing", () => {
    expect(text(shareOut("10.00", [0, 3, 0, 1], 2))).toEqual(["0", "7.5", "0", "2.5"])
  })

  it("gives the cents that are left to those that lost most, earlier ones first", () => {
    expect(text(shareOut("10.00", [1, 1, 1], 2))).toEqual(["3.34", "3.33", "3.33"])
    expect(text(shareOut("0.05", [3, 7, 7], 2))).toEqual(["0.01", "0.02", "0.02"])
    expect(text(shareOut("-10.00", [1, 1, 1], 2))).toEqual(["-3.34", "-3.33", "-3.33"])
    expect(text(shareOut("100", [1, 1, 1], 0))).toEqual(["34", "33", "33"])
  })

  it("gives what is finer than a cent to the largest part", () => {
    expect(text(shareOut("10.005", [1, 3], 2))).toEqual(["2.5", "7.505"])
  })

  it("gives equal parts when nothing weighs anything", () => {
    expect(text(shareOut("9", [0, 0, 0], 2))).toEqual(["3", "3", "3"])
  })
})
