import { BigNumber, MathBN } from "@medusajs/framework/utils"
import fc from "fast-check"
import { addDays, type LocalDate } from "../periods/local-date"
import { periodOf } from "../periods/rental-period"
import { perDay } from "./per-day"
import { collectRateCards } from "./rate-cards"

const TERMS = { quantity: 1, currencyCode: "usd", isClosed: () => false }

describe("perDay", () => {
  it("is rate times days, both ends counted, in exact decimals", () => {
    const price = perDay.price(
      new BigNumber("19.99"),
      periodOf("2027-06-10", "2027-06-12"),
      TERMS
    )
    expect(MathBN.eq(price.unitPrice, "59.97")).toBe(true)
    expect(price).toMatchObject({ days: 3, words: "3 days at $19.99" })
  })

  it("says one day in the singular", () => {
    const price = perDay.price(
      new BigNumber(5),
      periodOf("2027-06-10", "2027-06-10"),
      TERMS
    )
    expect(price.words).toBe("1 day at $5")
  })

  it("never drifts: cents times days is a whole number of cents", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.integer({ min: 1, max: 366 }),
        (cents, days) => {
          const start = "2027-01-01" as LocalDate
          const period = { start_date: start, end_date: addDays(start, days - 1) }
          const rate = new BigNumber(MathBN.div(cents, 100))
          const { unitPrice } = perDay.price(rate, period, TERMS)
          expect(MathBN.eq(MathBN.mult(unitPrice, 100), cents * days)).toBe(true)
        }
      )
    )
  })
})

describe("collectRateCards", () => {
  it("adds a shop's own cards to the default one", () => {
    const flat = { ...perDay, name: "flat" }
    expect([...collectRateCards([flat]).keys()]).toEqual(["per_day", "flat"])
  })

  it("refuses two cards of one name", () => {
    expect(() => collectRateCards([perDay])).toThrow('"per_day"')
  })
})
