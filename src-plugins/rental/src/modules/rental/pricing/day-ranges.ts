import type { z } from "@medusajs/framework/zod"
import { type LocalDate } from "../periods/local-date"
import { dayOrYearlyDay } from "../rules/rules-change"

/**
 * Days from one to another, both included: of one year (`2027-06-01` to `2027-08-31`) or of
 * every year (`12-20` to `01-05`, which goes over the turn of the year).
 */
export interface DayRange {
  readonly from: string
  readonly to: string
}

/** The fields of a range; `rangeInOrder` refuses those that cannot be. */
export const rangeFields = { from: dayOrYearlyDay, to: dayOrYearlyDay }

/** Refuses a range of one year that ends before it begins, and one that is half yearly. */
export function rangeInOrder(range: DayRange, context: z.RefinementCtx): void {
  const { from, to } = range
  if (from.length !== to.length) {
    context.addIssue({
      code: "custom",
      path: ["to"],
      message: "must be of one year, or of every year, as from is",
    })
  } else if (from.length === DATED && to < from) {
    context.addIssue({
      code: "custom",
      path: ["to"],
      message: "must not be before from",
    })
  }
}

/** Whether a day is in a range. */
export function isInRange(day: LocalDate, { from, to }: DayRange): boolean {
  if (from.length === DATED) {
    return day >= from && day <= to
  }
  const yearly = day.slice(5)
  return from <= to ? yearly >= from && yearly <= to : yearly >= from || yearly <= to
}

/** Letters of a day that has a year. */
const DATED = 10
