import { type FullDays } from "../ledger/visits"
import { bookableDays } from "../rules/bookable-days"
import { blackoutIn } from "../rules/closed-days"
import { type ShopRules } from "../rules/period-rules"
import { refuseEndDay, refuseStartDay } from "../rules/refuse-period"
import { type CalendarDay } from "./calendar"

/**
 * Closes the days of a calendar on which the rules let no rental start or end.
 *
 * @param full days on which as many leave, or come back, as the rules allow
 */
export function withinRules(
  days: readonly CalendarDay[],
  shop: ShopRules,
  now: Date,
  full: FullDays = { departures: new Set(), returns: new Set() }
): CalendarDay[] {
  const { rules } = shop
  const { today, firstStart, lastEnd } = bookableDays(shop, now)
  return days.map((day) => {
    const { date } = day
    const open =
      date >= today &&
      date <= lastEnd &&
      !blackoutIn(rules.blackouts, { start_date: date, end_date: date })
    return {
      ...day,
      can_start:
        day.can_start &&
        open &&
        date >= firstStart &&
        !refuseStartDay(date, rules) &&
        !full.departures.has(date),
      can_end:
        day.can_end &&
        open &&
        date >= firstStart &&
        !refuseEndDay(date, rules) &&
        !full.returns.has(date),
    }
  })
}
