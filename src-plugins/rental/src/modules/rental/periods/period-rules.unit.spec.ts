import { type LocalDate } from "./local-date"
import { readPeriod } from "./period-rules"
import { occupiedRange, periodDays, periodOf } from "./rental-period"

const rules = { maxPeriodDays: 10, horizonDays: 100 }
const today = "2027-06-10" as LocalDate
const read = (start_date: unknown, end_date: unknown) =>
  readPeriod({ start_date, end_date }, rules, today)

describe("readPeriod", () => {
  it("reads a period; today and one day are allowed", () => {
    expect(read("2027-06-10", "2027-06-10")).toEqual({
      period: { start_date: "2027-06-10", end_date: "2027-06-10" },
    })
  })

  it("allows the longest period and the last day, and not one more", () => {
    expect(read("2027-06-10", "2027-06-19").period).toBeDefined()
    expect(read("2027-06-10", "2027-06-20").refusal?.rule).toBe("too_long")
    expect(read("2027-09-18", "2027-09-18").period).toBeDefined()
    expect(read("2027-09-18", "2027-09-19").refusal).toMatchObject({
      rule: "too_far_ahead",
      field: "end_date",
    })
  })

  it.each([
    ["2027-02-30", "2027-06-12", "start_date", "start_date_invalid"],
    [undefined, "2027-06-12", "start_date", "start_date_invalid"],
    ["2027-06-12", "next week", "end_date", "end_date_invalid"],
    ["2027-06-12", ["2027-06-13"], "end_date", "end_date_invalid"],
    ["2027-06-14", "2027-06-12", "end_date", "ends_before_start"],
    ["2027-06-09", "2027-06-12", "start_date", "past"],
    ["2027-06-12", "9000-01-01", "end_date", "too_far_ahead"],
    ["8999-12-31", "9000-01-01", "start_date", "too_far_ahead"],
  ])("refuses %p to %p: %s, %s", (start, end, field, rule) => {
    expect(read(start, end).refusal).toMatchObject({ field, rule })
    expect(read(start, end).refusal?.message).not.toBe("")
  })
})

describe("a period", () => {
  it("counts both ends, also over a change of clocks", () => {
    expect(periodDays(periodOf("2027-03-13", "2027-03-15"))).toBe(3)
    expect(periodDays(periodOf("2027-11-06", "2027-11-08"))).toBe(3)
  })

  it("occupies its turnaround too", () => {
    const turnaround = { turnaround_before: 1, turnaround_after: 2 }
    expect(occupiedRange(periodOf("2027-03-01", "2027-03-01"), turnaround)).toEqual({
      occupied_from: "2027-02-28",
      occupied_to: "2027-03-03",
    })
  })

  it("is refused when its row is corrupt", () => {
    expect(() => periodOf("2027-02-30", "2027-03-01")).toThrow("Not a rental period")
  })
})
