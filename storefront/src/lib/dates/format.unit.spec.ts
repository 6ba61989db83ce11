import {
  formatDay,
  formatMonth,
  formatPeriod,
  formatPeriodShort,
  formatTime,
  formatZonedTime,
} from "./format"
import { parseLocalDate } from "./local-date"
import { parsePeriod } from "./period"

const say = (start: string, end: string, year = "2026") =>
  formatPeriod(parsePeriod(start, end)!, year)

describe("formatPeriod", () => {
  it.each([
    ["2026-06-12", "2026-06-15", "Fri 12 – Mon 15 June"],
    ["2026-04-30", "2026-05-02", "Thu 30 April – Sat 2 May"],
    ["2026-06-12", "2026-06-12", "Fri 12 June"],
    ["2027-06-12", "2027-06-15", "Sat 12 – Tue 15 June 2027"],
    ["2026-12-30", "2027-01-02", "Wed 30 December 2026 – Sat 2 January 2027"],
  ])("says %s to %s as %s", (start, end, words) => {
    expect(say(start, end)).toBe(words)
  })
})

it("is shorter where there is little room", () => {
  const short = (start: string, end: string) =>
    formatPeriodShort(parsePeriod(start, end)!, "2026")
  expect(short("2026-06-12", "2026-06-15")).toBe("12 – 15 June")
  expect(short("2026-04-30", "2026-05-02")).toBe("30 Apr – 2 May")
  expect(short("2027-06-12", "2027-06-12")).toBe("12 June 2027")
})

it("says a day, a month and a time", () => {
  expect(formatDay(parseLocalDate("2026-06-12")!, "2026")).toBe("Fri 12 June")
  expect(formatMonth(parseLocalDate("2026-06-12")!)).toBe("June 2026")
  expect(formatTime(new Date("2026-06-12T21:40:00Z"), "UTC")).toBe("21:40")
  expect(formatZonedTime(new Date("2026-12-12T21:40:00Z"), "America/New_York")).toBe(
    "16:40 EST"
  )
})
