import { type LocalDate } from "../periods/local-date"
import { bookableDays } from "./bookable-days"
import { blackoutsFrom, holidaysBetween } from "./closed-days"
import { type Blackout, type PeriodRules, type ShopRules } from "./period-rules"

/** What a customer may know of the rules, for a calendar to pick dates from. */
export interface CustomerRules extends Pick<
  PeriodRules,
  | "min_days"
  | "max_days"
  | "lead_hours"
  | "horizon_days"
  | "start_weekdays"
  | "end_weekdays"
> {
  timezone: string
  /** The shop's own day. */
  today: LocalDate
  /** The first day a rental of whole days can start, and the last it can end. */
  first_start: LocalDate
  last_end: LocalDate
  /** The days on which the shop is closed, from today to `last_end`; yearly ones each year. */
  holidays: { date: LocalDate; name: string }[]
  /** From today on. */
  blackouts: Blackout[]
}

/** The rules as customers read them; how many rentals leave a day is the shop's affair. */
export function customerRules(shop: ShopRules, now: Date): CustomerRules {
  const { rules, timezone } = shop
  const { today, firstStart, lastEnd } = bookableDays(shop, now)
  return {
    timezone,
    today,
    first_start: firstStart,
    last_end: lastEnd,
    min_days: rules.min_days,
    max_days: rules.max_days,
    lead_hours: rules.lead_hours,
    horizon_days: rules.horizon_days,
    start_weekdays: rules.start_weekdays,
    end_weekdays: rules.end_weekdays,
    holidays: holidaysBetween(rules, today, lastEnd),
    blackouts: blackoutsFrom(rules, today),
  }
}
