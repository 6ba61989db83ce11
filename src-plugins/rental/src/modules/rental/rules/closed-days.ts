import { parseLocalDate, type LocalDate } from "../periods/local-date"
import { type RentalPeriod } from "../periods/rental-period"
import { weekdayOf } from "../periods/weekday"
import { type Blackout, type Holiday, type PeriodRules } from "./period-rules"

/** The holiday that falls on a day. `02-29` falls on leap days only. */
export function holidayOn(
  holidays: readonly Holiday[],
  date: LocalDate
): Holiday | undefined {
  const yearly = date.slice(5)
  return holidays.find((holiday) => holiday.date === date || holiday.date === yearly)
}

/** Whether no goods leave and none come back on a day: a holiday, or its weekday. */
export function isClosedDay(
  rules: Pick<PeriodRules, "holidays" | "start_weekdays" | "end_weekdays">,
  date: LocalDate
): boolean {
  const weekday = weekdayOf(date)
  const isOpen =
    rules.start_weekdays.includes(weekday) || rules.end_weekdays.includes(weekday)
  return !isOpen || holidayOn(rules.holidays, date) !== undefined
}

/** The blackout that a period touches, the earliest of several. */
export function blackoutIn(
  blackouts: readonly Blackout[],
  { start_date, end_date }: Pick<RentalPeriod, "start_date" | "end_date">
): Blackout | undefined {
  return blackouts
    .filter(({ from, to }) => from <= end_date && to >= start_date)
    .sort((a, b) => (a.from < b.from ? -1 : 1))[0]
}

/** The holidays between two days with the days they fall on, in order. */
export function holidaysBetween(
  { holidays }: Pick<PeriodRules, "holidays">,
  from: LocalDate,
  to: LocalDate
): { date: LocalDate; name: string }[] {
  const years = Array.from(
    { length: Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 1 },
    (_, year) => Number(from.slice(0, 4)) + year
  )
  return holidays
    .flatMap(({ date, name }) =>
      (date.length === 5 ? years.map((year) => `${year}-${date}`) : [date]).flatMap(
        (text) => {
          const day = parseLocalDate(text)
          return day && day >= from && day <= to ? [{ date: day, name }] : []
        }
      )
    )
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

/** The blackouts that are not over on a day, in order. */
export function blackoutsFrom(
  { blackouts }: Pick<PeriodRules, "blackouts">,
  from: LocalDate
): Blackout[] {
  return blackouts
    .filter((blackout) => blackout.to >= from)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
}
