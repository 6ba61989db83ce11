import { z } from "@medusajs/framework/zod"
import { amountField, BASE_RATE } from "../amount"
import { plural, type Charge, type ChargeContext } from "./charge"

/** One price for the first days, and a price for each day after them. */
export const flatParams = z.strictObject({
  /** The price of the first days, however many of them are rented. */
  price: amountField.default(BASE_RATE),
  /** How many days that covers. */
  days: z.number().int("must be a whole number").min(1).max(366),
  /** Each further day; `{"factor": 0}` makes the price the same for any length. */
  extra_day: amountField,
})

export function chargeFlat(
  params: z.output<typeof flatParams>,
  { days, value }: ChargeContext
): Charge[] {
  const covered = days.slice(0, params.days)
  const extra = value(params.extra_day, "an extra day")
  const fixed: Charge = {
    ...value(params.price, "the first days"),
    what: "fixed",
    unit: "units",
    count: 1,
    name: () => (params.days === 1 ? "first day" : `first ${params.days} days`),
    dates: covered,
  }
  const rest = days.slice(params.days).map((date): Charge => ({
    ...extra,
    what: "extra_days",
    unit: "days",
    count: 1,
    name: (count) => plural(count, "extra day", "extra days"),
    dates: [date],
  }))
  return [fixed, ...rest]
}
