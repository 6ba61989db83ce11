import { z } from "@medusajs/framework/zod"
import { amountField, BASE_RATE } from "../amount"
import { plural, type Charge, type ChargeContext } from "./charge"

/** Every day at the same price. */
export const perDayParams = z.strictObject({
  /** The price of a day; the base rate unless it says otherwise. */
  day: amountField.default(BASE_RATE),
})

export function chargePerDay(
  { day }: z.output<typeof perDayParams>,
  { days, value }: ChargeContext
): Charge[] {
  const rate = value(day, "a day")
  return days.map((date) => ({
    ...rate,
    what: "days",
    unit: "days",
    count: 1,
    name: (count) => plural(count, "day", "days"),
    dates: [date],
  }))
}
