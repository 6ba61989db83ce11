import { addDays, daysBetween, type LocalDate } from "../periods/local-date"
import { periodDays, type RentalPeriod } from "../periods/rental-period"
import { bookableDays, type BookableDays } from "./bookable-days"
import { WEEKDAYS, type PeriodRules, type ShopRules } from "./period-rules"
import { refuseWithin } from "./refuse-period"

/** A search for the period nearest to one that cannot be had. */
export interface NearestSearch extends ShopRules {
  readonly asked: RentalPeriod
  readonly now: Date
  /** How many days before and after the asked start are looked at. */
  readonly searchDays?: number
}

/** Days a period that is found may touch, both ends included, without turnaround. */
export interface SearchRange {
  readonly from: LocalDate
  readonly to: LocalDate
}

/** How far a search looks, before and after. */
export const SEARCH_DAYS = 180

/**
 * The period that starts nearest to the asked one, breaks no rule and is free; of two that
 * are as near, the later. It is as long as the asked one, or has the nearest length the
 * rules allow, and keeps its times. Never before today and the lead time, never past the
 * horizon. What was asked for too early or too late is looked for at the first, or last,
 * day that can be booked.
 *
 * @param search.isFree asked with periods inside `searchRange(search)` only, nearest first
 */
export function nearestPeriod(
  search: NearestSearch & { isFree: (period: RentalPeriod) => boolean }
): RentalPeriod | null {
  const window = searchWindow(search)
  if (!window) {
    return null
  }
  const { anchor, first, last, length, days } = window
  const reach = Math.max(daysBetween(first, anchor), daysBetween(anchor, last))
  for (let distance = 0; distance <= reach; distance++) {
    for (const step of distance ? [distance, -distance] : [0]) {
      const start_date = addDays(anchor, step)
      const period = {
        ...search.asked,
        start_date,
        end_date: addDays(start_date, length - 1),
      }
      if (
        start_date >= first &&
        start_date <= last &&
        !refuseWithin(period, search.rules, days) &&
        search.isFree(period)
      ) {
        return period
      }
    }
  }
  return null
}

/** The days `nearestPeriod` may ask about; `null` when it has nowhere to look. */
export function searchRange(search: NearestSearch): SearchRange | null {
  const window = searchWindow(search)
  return window && { from: window.first, to: addDays(window.last, window.length - 1) }
}

/**
 * The length nearest to `days` that the rules allow on some weekday, the longer of two that
 * are as near; `null` when there is none.
 *
 * @param shortest a lower bound of its own, beside that of the rules
 */
export function nearestLength(
  days: number,
  rules: PeriodRules,
  shortest = 1
): number | null {
  const min = Math.max(rules.min_days, shortest)
  const wanted = Math.min(Math.max(days, min), rules.max_days)
  for (let distance = 0; distance <= rules.max_days; distance++) {
    for (const length of [wanted + distance, wanted - distance]) {
      if (length >= min && length <= rules.max_days && fitsWeekdays(length, rules)) {
        return length
      }
    }
  }
  return null
}

interface SearchWindow {
  /** The start nearest to the asked one that the clock leaves open. */
  readonly anchor: LocalDate
  /** The first and the last start that are tried. */
  readonly first: LocalDate
  readonly last: LocalDate
  readonly length: number
  readonly days: BookableDays
}

function searchWindow(search: NearestSearch): SearchWindow | null {
  const { asked, rules, searchDays = SEARCH_DAYS } = search
  const days = bookableDays(search, search.now, asked.start_time)
  const overnight =
    asked.end_time && asked.start_time && asked.end_time <= asked.start_time
  const length = nearestLength(periodDays(asked), rules, overnight ? 2 : 1)
  if (!length) {
    return null
  }
  const lastStart = addDays(days.lastEnd, 1 - length)
  if (lastStart < days.firstStart) {
    return null
  }
  const anchor = latest(days.firstStart, earliest(asked.start_date, lastStart))
  return {
    anchor,
    first: latest(days.firstStart, addDays(anchor, -searchDays)),
    last: earliest(lastStart, addDays(anchor, searchDays)),
    length,
    days,
  }
}

function fitsWeekdays(length: number, rules: PeriodRules): boolean {
  return WEEKDAYS.some(
    (weekday, at) =>
      rules.start_weekdays.includes(weekday) &&
      rules.end_weekdays.includes(WEEKDAYS[(at + length - 1) % 7]!)
  )
}

function latest(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b
}

function earliest(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b
}
