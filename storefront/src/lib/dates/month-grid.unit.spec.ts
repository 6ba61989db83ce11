import fc from "fast-check"
import { type LocalDate, parseLocalDate, toUtcDate } from "./local-date"
import { firstOfMonth, lastOfMonth, monthGrid, weekdayNames } from "./month-grid"
import type { Weekday } from "./week-start"

const june = parseLocalDate("2027-06-15")!

it("knows the ends of a month and moves over the year", () => {
  expect(firstOfMonth(june)).toBe("2027-06-01")
  expect(firstOfMonth(june, 7)).toBe("2028-01-01")
  expect(lastOfMonth(parseLocalDate("2028-02-10")!)).toBe("2028-02-29")
})

it("has every day of a month once, below its weekday", () => {
  const months = fc.tuple(
    fc.integer({ min: 2020, max: 2040 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 0, max: 6 })
  )
  fc.assert(
    fc.property(months, ([year, month, start]) => {
      const first = `${year}-${String(month).padStart(2, "0")}-01` as LocalDate
      const weeks = monthGrid(first, start as Weekday)
      const days = weeks.flat().filter((day) => day !== null)
      expect(days).toHaveLength(Number(lastOfMonth(first).slice(8)))
      for (const week of weeks) {
        expect(week).toHaveLength(7)
        week.forEach((day, column) => {
          if (day) {
            expect(toUtcDate(day).getUTCDay()).toBe((start + column) % 7)
          }
        })
      }
    })
  )
})

it("names the weekdays in order", () => {
  expect(weekdayNames(1).map(({ short }) => short)[0]).toBe("Mon")
  expect(weekdayNames(0).map(({ long }) => long)[6]).toBe("Saturday")
})
