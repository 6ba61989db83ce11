import { z } from "@medusajs/framework/zod"
import { type LocalDate } from "../../periods/local-date"
import { dayOrYearlyDay } from "../../rules/rules-change"
import { WEEKDAYS } from "../../rules/period-rules"
import { isInRange, rangeFields, rangeInOrder, type DayRange } from "../day-ranges"
import { weekdayOf } from "../../periods/weekday"

/** Days of a rental that are not charged. */
export const freeDaysField = z.strictObject({
  /** Days of the week. */
  weekdays: z.array(z.enum(WEEKDAYS)).max(7).default([]),
  /** Days, or ranges of days, of one year or of every year. */
  dates: z
    .array(
      z.union([dayOrYearlyDay, z.strictObject(rangeFields).superRefine(rangeInOrder)])
    )
    .max(500)
    .default([]),
  /** The holidays of the shop's rules, and weekdays on which no goods leave or come back. */
  closed_days: z.boolean().default(false),
})

export type FreeDays = z.output<typeof freeDaysField>

/**
 * The days of a rental that are charged. A rental is never free: when no day would be left,
 * the first one is charged.
 *
 * @param isClosed whether the shop is closed on a day
 */
export function withoutFreeDays(
  days: readonly LocalDate[],
  free: FreeDays | undefined,
  isClosed: (day: LocalDate) => boolean
): readonly LocalDate[] {
  if (!free) {
    return days
  }
  const ranges = free.dates.map((entry): DayRange =>
    typeof entry === "string" ? { from: entry, to: entry } : entry
  )
  const charged = days.filter(
    (day) =>
      !free.weekdays.includes(weekdayOf(day)) &&
      !(free.closed_days && isClosed(day)) &&
      !ranges.some((range) => isInRange(day, range))
  )
  return charged.length ? charged : days.slice(0, 1)
}
