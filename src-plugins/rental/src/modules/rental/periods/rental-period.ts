import { daysBetween, parseLocalDate, type LocalDate } from "./local-date"
import { parseLocalTime, type LocalTime } from "./shop-time"

/**
 * Shop-local days from the one the goods leave to the one they come back, both included.
 * The times say when on those days; only items rented by the hour heed them, and without
 * them take the days whole. Both times are there, or neither.
 */
export interface RentalPeriod {
  readonly start_date: LocalDate
  readonly end_date: LocalDate
  readonly start_time?: LocalTime
  /** The goods are back by then: the time itself is free again. */
  readonly end_time?: LocalTime
}

/** Days charged: both ends count, so one day is 1. */
export function periodDays(period: RentalPeriod): number {
  return daysBetween(period.start_date, period.end_date) + 1
}

export function samePeriod(a: RentalPeriod, b: RentalPeriod): boolean {
  return (
    a.start_date === b.start_date &&
    a.end_date === b.end_date &&
    a.start_time === b.start_time &&
    a.end_time === b.end_time
  )
}

/** A period as a row of ours keeps it. */
export interface PeriodColumns {
  start_date: string
  end_date: string
  start_time: string | null
  end_time: string | null
}

/**
 * A period out of trusted text (a row of ours).
 *
 * @throws Error when the text is not a period: the row is corrupt
 */
export function periodOf(
  start: string,
  end: string,
  startTime?: string | null,
  endTime?: string | null
): RentalPeriod {
  const start_date = parseLocalDate(start)
  const end_date = parseLocalDate(end)
  if (!start_date || !end_date) {
    throw new Error(`Not a rental period: ${start} to ${end}`)
  }
  if (startTime == null || endTime == null) {
    return { start_date, end_date }
  }
  const start_time = parseLocalTime(startTime)
  const end_time = parseLocalTime(endTime)
  if (!start_time || !end_time) {
    throw new Error(`Not the times of a rental: ${startTime} to ${endTime}`)
  }
  return { start_date, end_date, start_time, end_time }
}

/** The columns of a period, for a row of ours. */
export function periodColumns(period: RentalPeriod): PeriodColumns {
  return {
    start_date: period.start_date,
    end_date: period.end_date,
    start_time: period.start_time ?? null,
    end_time: period.end_time ?? null,
  }
}
