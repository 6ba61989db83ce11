import { z } from "@medusajs/framework/zod"
import { amountField } from "../amount"
import { plural, type Charge, type ChargeContext } from "./charge"

const lengthField = z.number().int("must be a whole number").min(1).max(366)

const rates = z
  .array(z.strictObject({ from: lengthField, rate: amountField }))
  .min(1)
  .max(100)
  .superRefine((tiers, context) => {
    const first = tiers[0]
    if (first && first.from !== 1) {
      const path = [0, "from"]
      context.addIssue({ code: "custom", path, message: "of the first must be 1" })
    }
    refuseDisorder(
      tiers.map((tier) => tier.from),
      "from",
      context
    )
  })

const totals = z
  .array(z.strictObject({ days: lengthField, price: amountField }))
  .min(1)
  .max(366)
  .superRefine((tiers, context) =>
    refuseDisorder(
      tiers.map((tier) => tier.days),
      "days",
      context
    )
  )

/** Longer rentals cost less a day, in one of three ways. */
export const tiersParams = z.discriminatedUnion("by", [
  /** The first days at one rate, the days from `from` on at the next. */
  z.strictObject({ by: z.literal("day"), tiers: rates }),
  /** All days at the rate of the whole length. */
  z.strictObject({ by: z.literal("length"), tiers: rates }),
  /** A price for each length; lengths between two have that of the longer one. */
  z.strictObject({ by: z.literal("total"), tiers: totals, extra_day: amountField }),
])

type Params = z.output<typeof tiersParams>

export function chargeTiers(params: Params, context: ChargeContext): Charge[] {
  switch (params.by) {
    case "day":
      return chargeDays(params, context, (number) => number)
    case "length":
      return chargeDays(params, context, () => context.days.length)
    case "total":
      return chargeTotal(params, context)
  }
}

/** @param reached what decides the tier of a day, by its number */
function chargeDays(
  { tiers }: Extract<Params, { by: "day" | "length" }>,
  { days, value }: ChargeContext,
  reached: (number: number) => number
): Charge[] {
  const rates = tiers.map(({ from, rate }) => value(rate, `days from ${from}`))
  return days.map((date, at) => {
    const tier = tiers.findLastIndex(({ from }) => from <= reached(at + 1))
    return {
      ...rates[Math.max(tier, 0)]!,
      what: "days",
      unit: "days",
      count: 1,
      name: (count) => plural(count, "day", "days"),
      dates: [date],
    }
  })
}

function chargeTotal(
  { tiers, extra_day }: Extract<Params, { by: "total" }>,
  { days, value }: ChargeContext
): Charge[] {
  const last = tiers.at(-1)!
  const tier = tiers.find((each) => each.days >= days.length) ?? last
  const covered = Math.min(tier.days, days.length)
  const total: Charge = {
    ...value(tier.price, plural(tier.days, "day", "days")),
    what: "fixed",
    unit: "units",
    count: 1,
    name: () => plural(covered, "day", "days"),
    dates: days.slice(0, covered),
  }
  const rest = days.slice(covered).map((date): Charge => ({
    ...value(extra_day, "an extra day"),
    what: "extra_days",
    unit: "days",
    count: 1,
    name: (count) => plural(count, "extra day", "extra days"),
    dates: [date],
  }))
  return [total, ...rest]
}

function refuseDisorder(
  values: readonly number[],
  field: string,
  context: z.RefinementCtx
): void {
  const at = values.findIndex((value, index) => index > 0 && value <= values[index - 1]!)
  if (at > 0) {
    const path = [at, field]
    context.addIssue({
      code: "custom",
      path,
      message: "must be more than the one before",
    })
  }
}
