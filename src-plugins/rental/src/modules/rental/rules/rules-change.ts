import { z } from "@medusajs/framework/zod"
import { requestError } from "../errors/rental-error"
import { parseLocalDate, type LocalDate } from "../periods/local-date"
import { nearestLength } from "./nearest-period"
import { WEEKDAYS, type PeriodRules } from "./period-rules"

const HOURS_PER_DAY = 24
/** A leap year, in which every yearly day exists. */
const LEAP_YEAR = "2000"

const whole = (min: number, max: number) =>
  z
    .number()
    .int("must be a whole number")
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`)

const words = z
  .string()
  .trim()
  .min(1, "must say something")
  .max(200, "must have at most 200 characters")

const day = z.custom<LocalDate>(
  (value) => parseLocalDate(value) !== null,
  "must be a day, YYYY-MM-DD"
)

/** A day of one year, `2027-12-24`, or of every year, `12-24`. */
export const dayOrYearlyDay = z
  .string()
  .refine(
    (text) => parseLocalDate(text) ?? parseLocalDate(`${LEAP_YEAR}-${text}`),
    "must be a day, YYYY-MM-DD, or for every year MM-DD"
  )

const weekdays = z
  .array(z.enum(WEEKDAYS))
  .min(1, "must have at least one day")
  .transform((days) => WEEKDAYS.filter((weekday) => days.includes(weekday)))

const holiday = z.strictObject({ date: dayOrYearlyDay, name: words })

const blackout = z
  .strictObject({ from: day, to: day, reason: words })
  .refine(({ from, to }) => to >= from, {
    path: ["to"],
    message: "must not be before from",
  })

/** What can be changed of the rules, each on its own. */
const rulesFields = {
  min_days: whole(1, 366),
  max_days: whole(1, 366),
  lead_hours: whole(0, 366 * HOURS_PER_DAY),
  horizon_days: whole(1, 3650),
  start_weekdays: weekdays,
  end_weekdays: weekdays,
  holidays: z
    .array(holiday)
    .max(500, "must have at most 500 entries")
    .superRefine((holidays, context) => {
      const again = holidays.findIndex(
        ({ date }, at) => holidays.findIndex((other) => other.date === date) < at
      )
      if (again >= 0) {
        context.addIssue({
          code: "custom",
          path: [again, "date"],
          message: `${holidays[again]?.date} is there twice`,
        })
      }
    }),
  blackouts: z.array(blackout).max(500, "must have at most 500 entries"),
  departures_per_day: whole(1, 100_000),
  returns_per_day: whole(1, 100_000),
} satisfies Record<keyof PeriodRules, z.ZodType>

/** The rules that a shop has set; the others have their defaults. */
export type RulesSet = Partial<PeriodRules>

/** Reads the rules that are kept in the database. */
export const rulesSetSchema: z.ZodType<RulesSet> = z.strictObject(rulesFields).partial()

/**
 * Some of the rules to set; `null` puts a rule back to its default. What is left out stays.
 */
export const rulesChangeSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(rulesFields).map(([name, field]) => [
      name,
      field.nullable().optional(),
    ])
  ) as {
    [Name in keyof typeof rulesFields]: z.ZodOptional<
      z.ZodNullable<(typeof rulesFields)[Name]>
    >
  }
)

export type RulesChange = z.output<typeof rulesChangeSchema>

/**
 * The rules a shop has set, after a change.
 *
 * @throws RentalError `rental_request_invalid` naming the field when nothing could be rented
 *   any more: the shortest rental longer than the longest, lengths no weekdays allow, or a
 *   lead time past the horizon
 */
export function changeRules(
  current: RulesSet,
  change: RulesChange,
  defaults: PeriodRules
): RulesSet {
  const next = Object.fromEntries(
    Object.entries({ ...current, ...change }).filter(([, value]) => value != null)
  ) as RulesSet
  refuseContradictions({ ...defaults, ...next }, (...fields) => {
    const changed = fields.find((field) => field in change)
    return changed ?? fields[0]!
  })
  return next
}

function refuseContradictions(
  rules: PeriodRules,
  blame: (...fields: (keyof PeriodRules)[]) => keyof PeriodRules
): void {
  const { min_days, max_days, lead_hours, horizon_days } = rules
  if (min_days > max_days) {
    throw requestError(
      blame("min_days", "max_days"),
      `min_days ${min_days} is more than max_days ${max_days}`
    )
  }
  if (min_days > horizon_days + 1) {
    throw requestError(
      blame("min_days", "horizon_days"),
      `min_days ${min_days} does not fit into horizon_days ${horizon_days}`
    )
  }
  if (lead_hours / HOURS_PER_DAY > horizon_days) {
    throw requestError(
      blame("lead_hours", "horizon_days"),
      `lead_hours ${lead_hours} is longer than horizon_days ${horizon_days}`
    )
  }
  if (nearestLength(min_days, rules) === null) {
    throw requestError(
      blame("end_weekdays", "start_weekdays", "min_days", "max_days"),
      `No rental of ${min_days} to ${max_days} days starts and ends on these weekdays`
    )
  }
}
