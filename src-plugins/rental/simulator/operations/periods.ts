import { type Random } from "../random"
import { type Model, type Period } from "../model/model"
import { dateOfDay, dayNumber } from "../model/local-clock"
import {
  periodOf,
  type RentalPeriod,
} from "../../src/modules/rental/periods/rental-period"

const STARTS = ["00:00", "01:30", "02:30", "08:00", "09:30"]
const ENDS = ["10:00", "12:15", "18:00", "23:45"]

/** Some days soon; sometimes with times, the hours at which clocks change among them. */
export function drawPeriod(model: Model, random: Random): Period {
  const start = dayNumber(model.today()) + random.between(0, 7)
  const start_date = dateOfDay(start)
  const end_date = dateOfDay(
    start +
      random.weighted([
        [4, 0],
        [4, 1],
        [2, 2],
        [1, 4],
      ])
  )
  if (random.chance(0.5)) {
    return { start_date, end_date }
  }
  const start_time = random.pick(STARTS)!
  const end_time =
    random.chance(0.2) && end_date > start_date ? "02:30" : random.pick(ENDS)!
  return model.clock.shows(`${start_date} ${start_time}`) &&
    model.clock.shows(`${end_date} ${end_time}`)
    ? { start_date, end_date, start_time, end_time }
    : { start_date, end_date }
}

/** The same period, ending so many days later, or earlier. */
export function endingLater(period: Period, days: number): Period {
  const end = Math.max(dayNumber(period.start_date), dayNumber(period.end_date) + days)
  const single = dateOfDay(end) === period.start_date
  const { start_date } = period
  const crooked = single && period.start_time && period.end_time! <= period.start_time
  return crooked
    ? { start_date, end_date: dateOfDay(end) }
    : { ...period, end_date: dateOfDay(end) }
}

export function toLedger(period: Period): RentalPeriod {
  return periodOf(period.start_date, period.end_date, period.start_time, period.end_time)
}

export function inWords(period: Period): string {
  const { start_date, end_date, start_time, end_time } = period
  return start_time
    ? `${start_date} ${start_time} to ${end_date} ${end_time}`
    : `${start_date} to ${end_date}`
}
