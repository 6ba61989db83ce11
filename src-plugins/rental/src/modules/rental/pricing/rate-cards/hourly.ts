import { MathBN } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { type LocalDate } from "../../periods/local-date"
import { amountField, BASE_RATE, type Valued } from "../amount"
import { type Decimal } from "../decimal"
import { plural, type Charge, type ChargeContext } from "./charge"

/** Every started hour, and no more for a day than a day costs. */
export const hourlyParams = z.strictObject({
  /** The price of an hour; the base rate unless it says otherwise. */
  hour: amountField.default(BASE_RATE),
  /** The most that a day costs. */
  day_cap: amountField.optional(),
  /** What is charged for is started: 60 for hours, or a part of an hour. */
  step_minutes: z
    .union([z.literal(15), z.literal(20), z.literal(30), z.literal(60)])
    .default(60),
  /** The fewest hours that are charged. */
  minimum_hours: z.number().int("must be a whole number").min(1).max(24).default(1),
})

const MINUTES = 60

export function chargeHourly(
  params: z.output<typeof hourlyParams>,
  { minutes, stretches, value }: ChargeContext
): Charge[] {
  const hour = value(params.hour, "an hour")
  const cap = params.day_cap && value(params.day_cap, "a day")
  const step = params.step_minutes
  const wanted = Math.max(minutes, params.minimum_hours * MINUTES)
  let begun = 0
  return stretches.flatMap(({ day, until }, at): Charge[] => {
    const isLast = at === stretches.length - 1
    const steps = Math.ceil((isLast ? wanted : until) / step)
    const hours = ((steps - begun) * step) / MINUTES
    begun = steps
    const isCapped = cap && MathBN.lte(sum(cap, 1), sum(hour, hours))
    return hours ? [isCapped ? aDay(cap, day) : someHours(hour, hours, day)] : []
  })
}

function aDay(cap: Valued, day: LocalDate): Charge {
  return {
    ...cap,
    what: "capped_days",
    unit: "days",
    count: 1,
    name: (count) => plural(count, "day", "days"),
    dates: [day],
  }
}

function someHours(hour: Valued, hours: number, day: LocalDate): Charge {
  return {
    ...hour,
    what: "hours",
    unit: "hours",
    count: hours,
    name: (count) => plural(count, "hour", "hours"),
    dates: [day],
  }
}

function sum({ rate, factor }: Valued, count: number): Decimal {
  return MathBN.mult(MathBN.mult(rate, factor), count)
}
