import { parseLocalDate, type LocalDate } from "../periods/local-date"
import { periodDays, type RentalPeriod } from "../periods/rental-period"
import { parseLocalTime } from "../periods/shop-time"
import { weekdayOf } from "../periods/weekday"
import { bookableDays, type BookableDays } from "./bookable-days"
import { blackoutIn, holidayOn } from "./closed-days"
import { WEEKDAYS, type PeriodRules, type ShopRules, type Weekday } from "./period-rules"
import { times, type PeriodRefusal } from "./refusal"
import { spokenDay, spokenWeekdays } from "./spoken-day"

/** A period as a request carries it. */
export interface PeriodInput {
  start_date?: unknown
  end_date?: unknown
  start_time?: unknown
  end_time?: unknown
}

/** A period that may be rented, or why not; `asked` when at least its days could be read. */
export type PeriodReading =
  | { readonly period: RentalPeriod; readonly refusal?: undefined }
  | {
      readonly refusal: PeriodRefusal
      readonly asked: RentalPeriod | null
      readonly period?: undefined
    }

/** Reads a period from a request and checks it against the rules. */
export function readPeriod(
  input: PeriodInput,
  shop: ShopRules,
  now: Date
): PeriodReading {
  const asked = readDays(input)
  if ("rule" in asked) {
    return { refusal: asked, asked: null }
  }
  const refusal = refusePeriod(asked, shop, now)
  return refusal ? { refusal, asked } : { period: asked }
}

/**
 * The rule that a period breaks, or `null`. Of several broken rules the one named first is,
 * in this order: its own ends, past, blackout, horizon, length, lead time, then the first
 * day and the last day.
 *
 * @param leadSince from when the lead time counts, see `bookableDays`
 */
export function refusePeriod(
  period: RentalPeriod,
  shop: ShopRules,
  now: Date,
  leadSince: Date = now
): PeriodRefusal | null {
  const days = bookableDays(shop, now, period.start_time, leadSince)
  return refuseWithin(period, shop.rules, days)
}

/** As `refusePeriod`, for callers that try many periods at one instant. */
export function refuseWithin(
  period: RentalPeriod,
  rules: PeriodRules,
  days: BookableDays
): PeriodRefusal | null {
  return (
    refuseEnds(period) ??
    refusePast(period, rules, days) ??
    refuseBlackout(period, rules) ??
    refuseHorizon(period, days) ??
    refuseLength(period, rules) ??
    refuseLeadTime(period, rules, days) ??
    refuseStartDay(period.start_date, rules) ??
    refuseEndDay(period.end_date, rules)
  )
}

/** Why no goods leave on a day: a holiday or a closed day of the week. */
export function refuseStartDay(
  date: LocalDate,
  rules: PeriodRules
): PeriodRefusal | null {
  const holiday = holidayOn(rules.holidays, date)
  if (holiday) {
    return {
      rule: "holiday",
      field: "start_date",
      message: `We are closed on ${spokenDay(date)} (${holiday.name}): please start on another day.`,
    }
  }
  if (!isOpenOn(rules.start_weekdays, date)) {
    return {
      rule: "closed_start_day",
      field: "start_date",
      message:
        `A rental cannot start on ${spokenDay(date)}. ` +
        `It can start on ${spokenWeekdays(rules.start_weekdays)}.`,
    }
  }
  return null
}

/** Why no goods come back on a day: a holiday or a closed day of the week. */
export function refuseEndDay(date: LocalDate, rules: PeriodRules): PeriodRefusal | null {
  const holiday = holidayOn(rules.holidays, date)
  if (holiday) {
    return {
      rule: "holiday",
      field: "end_date",
      message: `We are closed on ${spokenDay(date)} (${holiday.name}): please end on another day.`,
    }
  }
  if (!isOpenOn(rules.end_weekdays, date)) {
    return {
      rule: "closed_end_day",
      field: "end_date",
      message:
        `A rental cannot end on ${spokenDay(date)}. ` +
        `It can end on ${spokenWeekdays(rules.end_weekdays)}.`,
    }
  }
  return null
}

function readDays(input: PeriodInput): RentalPeriod | PeriodRefusal {
  const start_date = parseLocalDate(input.start_date)
  if (!start_date) {
    return {
      rule: "start_date_invalid",
      field: "start_date",
      message: "start_date must be a day, YYYY-MM-DD",
    }
  }
  const end_date = parseLocalDate(input.end_date)
  if (!end_date) {
    return {
      rule: "end_date_invalid",
      field: "end_date",
      message: "end_date must be a day, YYYY-MM-DD",
    }
  }
  if (input.start_time == null && input.end_time == null) {
    return { start_date, end_date }
  }
  const start_time = parseLocalTime(input.start_time)
  if (!start_time) {
    return {
      rule: "start_time_invalid",
      field: "start_time",
      message: "start_time must be a time, HH:MM, and goes with end_time",
    }
  }
  const end_time = parseLocalTime(input.end_time)
  if (!end_time) {
    return {
      rule: "end_time_invalid",
      field: "end_time",
      message: "end_time must be a time, HH:MM, and goes with start_time",
    }
  }
  return { start_date, end_date, start_time, end_time }
}

function refuseEnds(period: RentalPeriod): PeriodRefusal | null {
  const { start_date, end_date, start_time, end_time } = period
  if (end_date < start_date) {
    return {
      rule: "ends_before_start",
      field: "end_date",
      message: `The last day, ${spokenDay(end_date)}, is before the first, ${spokenDay(start_date)}.`,
    }
  }
  if (end_date === start_date && start_time && end_time && end_time <= start_time) {
    return {
      rule: "ends_before_start",
      field: "end_time",
      message: `The rental would end at ${end_time}, not after it starts at ${start_time}.`,
    }
  }
  return null
}

function refusePast(
  { start_date, start_time }: RentalPeriod,
  rules: PeriodRules,
  days: BookableDays
): PeriodRefusal | null {
  if (start_date < days.today) {
    return {
      rule: "past",
      field: "start_date",
      message: `${spokenDay(start_date)} is past: today is ${spokenDay(days.today)}.`,
    }
  }
  if (start_time && !rules.lead_hours && start_date < days.firstStart) {
    return {
      rule: "past",
      field: "start_time",
      message: `${start_time} on ${spokenDay(start_date)} is past.`,
    }
  }
  return null
}

function refuseBlackout(period: RentalPeriod, rules: PeriodRules): PeriodRefusal | null {
  const blackout = blackoutIn(rules.blackouts, period)
  if (!blackout) {
    return null
  }
  const { from, to, reason } = blackout
  const when =
    from === to ? `on ${spokenDay(from)}` : `from ${spokenDay(from)} to ${spokenDay(to)}`
  return {
    rule: "blackout",
    field: from > period.start_date ? "end_date" : "start_date",
    message: `Nothing can be rented ${when} (${reason}), nor over these days.`,
  }
}

function refuseHorizon(
  { start_date, end_date }: RentalPeriod,
  { lastEnd }: BookableDays
): PeriodRefusal | null {
  return end_date > lastEnd
    ? {
        rule: "too_far_ahead",
        field: start_date > lastEnd ? "start_date" : "end_date",
        message: `Dates can be booked until ${spokenDay(lastEnd)}.`,
      }
    : null
}

function refuseLength(period: RentalPeriod, rules: PeriodRules): PeriodRefusal | null {
  const days = periodDays(period)
  if (days > rules.max_days) {
    return {
      rule: "too_long",
      field: "end_date",
      message: `A rental lasts at most ${spokenDays(rules.max_days)}, first and last day included; this is ${days}.`,
    }
  }
  if (days < rules.min_days) {
    return {
      rule: "too_short",
      field: "end_date",
      message: `A rental lasts at least ${spokenDays(rules.min_days)}, first and last day included; this is ${days}.`,
    }
  }
  return null
}

function refuseLeadTime(
  { start_date, start_time }: RentalPeriod,
  rules: PeriodRules,
  { firstStart }: BookableDays
): PeriodRefusal | null {
  return start_date < firstStart
    ? {
        rule: "lead_time",
        field: "start_date",
        message:
          `We need ${times(rules.lead_hours, "hour", "hours")} before a rental starts: ` +
          `the earliest start${start_time ? ` at ${start_time}` : ""} ` +
          `is ${spokenDay(firstStart)}.`,
      }
    : null
}

function spokenDays(days: number): string {
  return times(days, "day", "days")
}

/** Most shops are open all week: their calendars ask for no weekday. */
function isOpenOn(weekdays: readonly Weekday[], date: LocalDate): boolean {
  return weekdays.length === WEEKDAYS.length || weekdays.includes(weekdayOf(date))
}
