import { daysBetween, type LocalDate } from "../periods/local-date"
import { periodDays, type RentalPeriod } from "../periods/rental-period"
import { weekdayOf } from "../periods/weekday"

/**
 * What rules of promotions can ask of a rental: `rental.days` and so on. Medusa compares
 * numbers with numbers, so days of the calendar are numbers too.
 */
export interface RentalAttributes {
  /** Both days counted. */
  days: number
  /** Days between the day of the order and the first. */
  lead_days: number
  /** The first and the last day as in 20270612. */
  start_day: number
  end_day: number
  /** The same of any year, as in 612 for the 12th of June. */
  start_of_year: number
  end_of_year: number
  /** As in `saturday`. */
  start_weekday: string
  end_weekday: string
  /** Variants that are rented, and those of them that are packages. */
  variants?: string[]
  packages?: string[]
}

/** The attributes of a rental for the rules of promotions. */
export function rentalAttributes(
  period: RentalPeriod,
  orderedOn: LocalDate,
  lines: readonly { variant_id: string; is_package: boolean }[]
): RentalAttributes {
  const { start_date, end_date } = period
  const variants = [...new Set(lines.map(({ variant_id }) => variant_id))]
  const packages = [
    ...new Set(lines.flatMap((line) => (line.is_package ? line.variant_id : []))),
  ]
  return {
    days: periodDays(period),
    lead_days: Math.max(0, daysBetween(orderedOn, start_date)),
    start_day: dayNumber(start_date),
    end_day: dayNumber(end_date),
    start_of_year: dayNumber(start_date) % 10_000,
    end_of_year: dayNumber(end_date) % 10_000,
    start_weekday: weekdayOf(start_date),
    end_weekday: weekdayOf(end_date),
    // An attribute without a value is none: a rule that asks for it does not hold.
    ...(variants.length ? { variants } : {}),
    ...(packages.length ? { packages } : {}),
  }
}

function dayNumber(date: LocalDate): number {
  return Number(date.replaceAll("-", ""))
}
