import fc from "fast-check"
import {
  addDays,
  daysBetween,
  eachDay,
  parseLocalDate,
  todayIn,
  type LocalDate,
} from "./local-date"

const day = (text: string) => text as LocalDate
const anyDay = fc
  .date({
    min: new Date("1950-01-01T00:00:00Z"),
    max: new Date("2150-12-31T00:00:00Z"),
    noInvalidDate: true,
  })
  .map((date) => day(date.toISOString().slice(0, 10)))

describe("parseLocalDate", () => {
  it.each(["2027-06-12", "2028-02-29", "1900-01-01", "9998-12-31"])(
    "reads %s",
    (text) => {
      expect(parseLocalDate(text)).toBe(text)
    }
  )

  it.each([
    "2027-02-30",
    "2027-02-29",
    "2027-13-01",
    "2027-00-10",
    "2027-06-31",
    "2027-6-1",
    "27-06-12",
    "2027-06-12T00:00:00Z",
    " 2027-06-12",
    "+012027-06-12",
    "0000-01-01",
    "9999-01-01",
    "٢٠٢٧-06-12",
    "",
    "tomorrow",
    20270612,
    null,
    undefined,
    ["2027-06-12"],
    {},
  ])("refuses %p", (value) => {
    expect(parseLocalDate(value)).toBeNull()
  })

  it("accepts just the days that a calendar has", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2200 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, date) => {
          const pad = (n: number) => String(n).padStart(2, "0")
          const exists =
            month >= 1 &&
            month <= 12 &&
            date >= 1 &&
            date <= new Date(Date.UTC(year, month, 0)).getUTCDate()
          const parsed = parseLocalDate(`${year}-${pad(month)}-${pad(date)}`)
          expect(parsed !== null).toBe(exists)
        }
      )
    )
  })
})

describe("day arithmetic", () => {
  it("goes there and back again", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
        const to = addDays(from, days)
        expect(daysBetween(from, to)).toBe(days)
        expect(addDays(to, -days)).toBe(from)
      })
    )
  })

  it("keeps the order of days as text", () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(Math.sign(daysBetween(a, b))).toBe(a < b ? 1 : a > b ? -1 : 0)
      })
    )
  })

  it("lists both ends, and every day between once", () => {
    expect(eachDay(day("2027-02-27"), day("2027-03-02"))).toEqual([
      "2027-02-27",
      "2027-02-28",
      "2027-03-01",
      "2027-03-02",
    ])
    expect(eachDay(day("2027-03-02"), day("2027-03-01"))).toEqual([])
  })
})

describe("todayIn", () => {
  it.each([
    ["America/New_York", "2027-03-14T06:59:59Z", "2027-03-14"],
    ["America/New_York", "2027-03-14T03:59:59Z", "2027-03-13"],
    ["Pacific/Kiritimati", "2027-03-14T10:00:00Z", "2027-03-15"],
    ["Pacific/Pago_Pago", "2027-03-14T10:59:00Z", "2027-03-13"],
    ["UTC", "2027-12-31T23:59:59Z", "2027-12-31"],
  ])("in %s at %s it is %s", (timezone, instant, expected) => {
    expect(todayIn(timezone, new Date(instant))).toBe(expected)
  })

  it("throws for a place that does not exist", () => {
    expect(() => todayIn("Mars/Olympus")).toThrow(RangeError)
  })
})
