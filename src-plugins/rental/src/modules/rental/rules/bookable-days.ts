import { addDays, todayIn, type LocalDate } from "../periods/local-date"
import { instantOf, type LocalTime } from "../periods/shop-time"
import { type ShopRules } from "./period-rules"

const HOUR_MS = 60 * 60 * 1000

/** The days that the clock leaves open at one instant. */
export interface BookableDays {
  readonly today: LocalDate
  /** The first day on which a rental can start: today, or when the lead time is over. */
  readonly firstStart: LocalDate
  /** The last day on which a rental can end. */
  readonly lastEnd: LocalDate
}

/**
 * Which days the lead time and the horizon leave open.
 *
 * The lead time runs until midnight of the first day, or until `startTime` on it, in
 * absolute time: a day on which clocks are put forward counts as 23 hours.
 *
 * @param leadSince the instant the lead time is counted from: now, or when a hold was taken
 */
export function bookableDays(
  { rules, timezone }: ShopRules,
  now: Date,
  startTime?: LocalTime,
  leadSince: Date = now
): BookableDays {
  const today = todayIn(timezone, now)
  return { today, firstStart: firstStart(), lastEnd: addDays(today, rules.horizon_days) }

  function firstStart(): LocalDate {
    if (!rules.lead_hours && !startTime) {
      return today
    }
    const earliest = leadSince.getTime() + rules.lead_hours * HOUR_MS
    let day = todayIn(timezone, new Date(earliest))
    while (instantOf(day, startTime ?? "00:00", timezone, "first") < earliest) {
      day = addDays(day, 1)
    }
    return day < today ? today : day
  }
}
