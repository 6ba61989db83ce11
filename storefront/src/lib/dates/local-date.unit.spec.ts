import fc from "fast-check"
import {
  addDays,
  daysBetween,
  fromBrowserDate,
  parseLocalDate,
  toBrowserDate,
  todayIn,
} from "./local-date"

const day = (text: string) => parseLocalDate(text)!

const days = fc
  .date({
    min: new Date("1990-01-01"),
    max: new Date("2090-01-01"),
    noInvalidDate: true,
  })
  .map((date) => day(date.toISOString().slice(0, 10)))

describe("parseLocalDate", () => {
  it.each(["2027-06-12", "2028-02-29"])("reads %s", (text) => {
    expect(parseLocalDate(text)).toBe(text)
  })

  it.each([
    "",
    "2027-6-12",
    "2027-02-29",
    "2027-13-01",
    "12/06/2027",
    "2027-06-12T00:00",
  ])("refuses %s", (text) => {
    expect(parseLocalDate(text)).toBeNull()
  })

  it("refuses nothing at all", () => {
    expect(parseLocalDate(null)).toBeNull()
    expect(parseLocalDate(undefined)).toBeNull()
  })
})

describe("arithmetic", () => {
  it("adds and counts days the same way, over any distance", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -4000, max: 4000 }), (date, n) => {
        expect(daysBetween(date, addDays(date, n))).toBe(n)
      })
    )
  })

  it("is not moved by a change of the clocks", () => {
    expect(addDays(day("2027-03-14"), 1)).toBe("2027-03-15")
    expect(daysBetween(day("2027-11-06"), day("2027-11-08"))).toBe(2)
  })

  it("survives the way through a browser's calendar", () => {
    fc.assert(
      fc.property(days, (date) => {
        expect(fromBrowserDate(toBrowserDate(date))).toBe(date)
      })
    )
  })
})

describe("todayIn", () => {
  it("is the shop's day, not the server's", () => {
    const now = new Date("2027-06-12T02:30:00Z")
    expect(todayIn("America/New_York", now)).toBe("2027-06-11")
    expect(todayIn("Asia/Tokyo", now)).toBe("2027-06-12")
  })
})
