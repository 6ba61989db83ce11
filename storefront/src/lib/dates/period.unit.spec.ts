import {
  parsePeriod,
  periodDays,
  periodFromCookie,
  periodToCookie,
  samePeriod,
  withPeriod,
} from "./period"

const june = parsePeriod("2027-06-12", "2027-06-15")!

describe("parsePeriod", () => {
  it("takes days in order, one day included", () => {
    expect(june).toEqual({ start: "2027-06-12", end: "2027-06-15" })
    expect(periodDays(parsePeriod("2027-06-12", "2027-06-12")!)).toBe(1)
  })

  it("counts both ends", () => {
    expect(periodDays(june)).toBe(4)
  })

  it.each([
    ["2027-06-15", "2027-06-12"],
    ["2027-06-12", ""],
    ["soon", "2027-06-12"],
  ])("refuses %s to %s", (start, end) => {
    expect(parsePeriod(start, end)).toBeNull()
  })
})

describe("withPeriod", () => {
  it("adds the days and keeps what was there", () => {
    expect(withPeriod("/items?category=chairs#top", june)).toBe(
      "/items?category=chairs&start=2027-06-12&end=2027-06-15#top"
    )
  })

  it("replaces other days", () => {
    expect(withPeriod("/items?start=2027-01-01&end=2027-01-02", june)).toBe(
      "/items?start=2027-06-12&end=2027-06-15"
    )
  })

  it("takes the days out without a period", () => {
    expect(withPeriod("/items?start=2027-01-01&end=2027-01-02", null)).toBe("/items")
  })
})

describe("the cookie", () => {
  it("says the same period after a round trip", () => {
    expect(samePeriod(periodFromCookie(periodToCookie(june)), june)).toBe(true)
  })

  it.each([undefined, "", "2027-06-12", "a_b"])("reads %s as none", (value) => {
    expect(periodFromCookie(value)).toBeNull()
  })
})
