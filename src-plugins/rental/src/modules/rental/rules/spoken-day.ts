import { type LocalDate } from "../periods/local-date"
import { weekdayOf } from "../periods/weekday"
import { WEEKDAYS, type Weekday } from "./period-rules"

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
]

/** A day as a customer reads it: `Saturday 12 June 2027`. */
export function spokenDay(date: LocalDate): string {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number]
  return `${capital(weekdayOf(date))} ${day} ${MONTHS[month - 1]} ${year}`
}

/** Days of the week as a customer reads them, in the order of a week: `Friday or Saturday`. */
export function spokenWeekdays(weekdays: readonly Weekday[]): string {
  const names = [...WEEKDAYS.slice(1), WEEKDAYS[0]]
    .filter((weekday) => weekdays.includes(weekday))
    .map(capital)
  const last = names.pop() ?? "no day"
  return names.length ? `${names.join(", ")} or ${last}` : last
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
