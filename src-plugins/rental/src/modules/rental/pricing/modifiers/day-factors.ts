import { MathBN } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { type LocalDate } from "../../periods/local-date"
import { WEEKDAYS, type Weekday } from "../../rules/period-rules"
import { isInRange, rangeFields, rangeInOrder } from "../day-ranges"
import { decimalField, ONE, ZERO, type Decimal } from "../decimal"
import { weekdayOf } from "../../periods/weekday"

/** Whose factor counts: each day's for itself, or the first charged day's for all. */
const ofField = z.enum(["each_day", "first_day"]).default("each_day")

/** Days of the week that cost more or less. */
export const weekdaysField = z.strictObject({
  of: ofField,
  factors: z.partialRecord(z.enum(WEEKDAYS), decimalField),
})

/** Times of the year that cost more or less; the first of the list that a day is in. */
export const seasonsField = z.strictObject({
  of: ofField,
  list: z
    .array(
      z
        .strictObject({
          name: z.string().trim().min(1).max(60),
          ...rangeFields,
          factor: decimalField,
        })
        .superRefine(rangeInOrder)
    )
    .min(1)
    .max(100),
})

/** What makes some days dearer or cheaper than others. */
export interface DayRules {
  readonly weekdays?: z.output<typeof weekdaysField>
  readonly seasons?: z.output<typeof seasonsField>
}

/** The factor of some days, and what it comes from, for the customer. */
export interface DayFactor {
  readonly factor: Decimal
  readonly reasons: readonly string[]
}

/**
 * The factor of each charge of a rental, by the days it is for: weekday and season multiply,
 * and of several days it is their mean.
 *
 * @param first the first day that is charged
 */
export function dayFactors(
  rules: DayRules,
  first: LocalDate
): (dates: readonly LocalDate[]) => DayFactor {
  if (!rules.weekdays && !rules.seasons) {
    return () => PLAIN
  }
  const known = new Map<LocalDate, DayFactor>()
  return (dates) => meanOf(dates.map(ofDay))

  function ofDay(date: LocalDate): DayFactor {
    const found = known.get(date) ?? factorOf(rules, date, first)
    known.set(date, found)
    return found
  }
}

const PLAIN: DayFactor = { factor: ONE, reasons: [] }

function factorOf(
  { weekdays, seasons }: DayRules,
  date: LocalDate,
  first: LocalDate
): DayFactor {
  const weekday = weekdayOf(weekdays?.of === "first_day" ? first : date)
  const seasonDay = seasons?.of === "first_day" ? first : date
  const season = seasons?.list.find((each) => isInRange(seasonDay, each))
  const byWeekday = weekdays?.factors[weekday]
  const sources = [
    ...(byWeekday === undefined ? [] : [{ name: nameOf(weekday), factor: byWeekday }]),
    ...(season ? [season] : []),
  ].filter(({ factor }) => !MathBN.eq(factor, 1))
  return {
    factor: sources.reduce((product, { factor }) => MathBN.mult(product, factor), ONE),
    reasons: sources.map(({ name }) => name),
  }
}

function meanOf(factors: readonly DayFactor[]): DayFactor {
  const [only] = factors
  if (factors.length <= 1) {
    return only ?? PLAIN
  }
  const sum = factors.reduce((total, { factor }) => MathBN.add(total, factor), ZERO)
  return {
    factor: MathBN.div(sum, factors.length),
    reasons: [...new Set(factors.flatMap(({ reasons }) => reasons))],
  }
}

function nameOf(weekday: Weekday): string {
  return weekday[0]!.toUpperCase() + weekday.slice(1)
}
