import { z } from "@medusajs/framework/zod"
import { addDays, daysBetween, eachDay, type LocalDate } from "../periods/local-date"
import { type RentalPeriod } from "../periods/rental-period"
import { withoutFreeDays, type FreeDays } from "./modifiers/free-days"

/** How the length of a rental is counted. */
export const countField = z.strictObject({
  /**
   * `calendar`: every day of the period, both ends included, whatever the time.
   * `24_hours`: every started 24 hours from the time of the start; a period without times
   * is counted by the calendar.
   */
  day: z.enum(["calendar", "24_hours"]).default("calendar"),
  /** Minutes that goods may come back late before the next day or hour is charged. */
  grace_minutes: z.number().int("must be a whole number").min(0).max(720).default(0),
})

export type Count = z.output<typeof countField>

/** What of a rental is charged. */
export interface Length {
  /** At least one. */
  readonly days: readonly LocalDate[]
  /** Minutes of those days. */
  readonly minutes: number
  /** The same day by day: each lasts `until` so many minutes are charged. */
  readonly stretches: readonly Stretch[]
}

export interface Stretch {
  readonly day: LocalDate
  readonly until: number
}

const HOUR = 60
const DAY = 24 * HOUR

/**
 * Measures a period. Times are those that the shop's clocks show: a day on which clocks are
 * changed is as long as any other, so that the same times always cost the same.
 *
 * @param isClosed whether the shop is closed on a day
 */
export function measure(
  period: RentalPeriod,
  count: Count,
  free: FreeDays | undefined,
  isClosed: (day: LocalDate) => boolean
): Length {
  const { start_date, end_date, start_time } = period
  const all = minutesOf(period)
  const minutes = Math.max(1, all - count.grace_minutes)
  const byClock = count.day === "24_hours" && start_time !== undefined
  const last = byClock ? addDays(start_date, Math.ceil(minutes / DAY) - 1) : end_date
  const days = eachDay(start_date, last)
  const charged = withoutFreeDays(days, free, isClosed)
  const offset = byClock ? 0 : minuteOfDay(start_time)
  const stretches = cut(days, minutes, offset, new Set(charged))
  return { days: charged, minutes: stretches.at(-1)?.until ?? 1, stretches }
}

function minutesOf({ start_date, end_date, start_time, end_time }: RentalPeriod): number {
  if (start_time === undefined || end_time === undefined) {
    return (daysBetween(start_date, end_date) + 1) * DAY
  }
  const between = minuteOfDay(end_time) - minuteOfDay(start_time)
  return Math.max(1, daysBetween(start_date, end_date) * DAY + between)
}

function minuteOfDay(time: string | undefined): number {
  return time ? Number(time.slice(0, 2)) * HOUR + Number(time.slice(3)) : 0
}

/** @param offset the minute of the first day at which the rental begins */
function cut(
  days: readonly LocalDate[],
  minutes: number,
  offset: number,
  charged: ReadonlySet<LocalDate>
): Stretch[] {
  let until = 0
  return days.flatMap((day, at) => {
    const from = Math.min(minutes, Math.max(0, at * DAY - offset))
    const to = Math.min(minutes, (at + 1) * DAY - offset)
    if (!charged.has(day)) {
      return []
    }
    until += Math.max(to - from, 0)
    return [{ day, until }]
  })
}
