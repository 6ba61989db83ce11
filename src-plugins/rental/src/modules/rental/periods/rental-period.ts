import { addDays, daysBetween, parseLocalDate, type LocalDate } from "./local-date"

/** Shop-local days from the one the goods leave to the one they come back, both included. */
export interface RentalPeriod {
  readonly start_date: LocalDate
  readonly end_date: LocalDate
}

/** Days around a period when the units are busy with cleaning and transport. */
export interface Turnaround {
  readonly turnaround_before: number
  readonly turnaround_after: number
}

export interface OccupiedRange {
  readonly occupied_from: LocalDate
  readonly occupied_to: LocalDate
}

/** Days charged: both ends count, so one day is 1. */
export function periodDays(period: RentalPeriod): number {
  return daysBetween(period.start_date, period.end_date) + 1
}

/** The days the units are unavailable to others: the period and the turnaround around it. */
export function occupiedRange(
  period: RentalPeriod,
  turnaround: Turnaround
): OccupiedRange {
  return {
    occupied_from: addDays(period.start_date, -turnaround.turnaround_before),
    occupied_to: addDays(period.end_date, turnaround.turnaround_after),
  }
}

export function samePeriod(a: RentalPeriod, b: RentalPeriod): boolean {
  return a.start_date === b.start_date && a.end_date === b.end_date
}

/**
 * A period out of trusted text (a row of ours).
 *
 * @throws Error when the text is not two days: the row is corrupt
 */
export function periodOf(start: string, end: string): RentalPeriod {
  const start_date = parseLocalDate(start)
  const end_date = parseLocalDate(end)
  if (!start_date || !end_date) {
    throw new Error(`Not a rental period: ${start} to ${end}`)
  }
  return { start_date, end_date }
}
