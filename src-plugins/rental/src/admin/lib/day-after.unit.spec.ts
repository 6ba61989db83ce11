import { dayAfter } from "./day-after"

describe("the day after so many days", () => {
  it.each([
    ["2027-06-11", 0, "2027-06-11"],
    ["2027-06-11", 29, "2027-07-10"],
    ["2028-02-28", 1, "2028-02-29"],
    ["2027-03-13", 2, "2027-03-15"],
    ["2027-11-06", 2, "2027-11-08"],
    ["2027-12-31", 1, "2028-01-01"],
  ])("%s and %i days is %s", (day, days, then) => {
    expect(dayAfter(day, days)).toBe(then)
  })
})
