import { z } from "@medusajs/framework/zod"
import { amountsField } from "../charges/charge-fields"

const MOST_DAYS = 365

const days = z
  .number()
  .int("must be a whole number")
  .min(0, "must be at least 0")
  .max(MOST_DAYS, `must be at most ${MOST_DAYS}`)

const reminders = z
  .array(days.min(1, "must be at least 1"))
  .max(10)
  .transform((list) => [...new Set(list)].sort((a, b) => a - b))

const share = z.strictObject({
  percent: z.number().min(0, "must be at least 0").max(100, "must be at most 100"),
  minimum: amountsField.nullable().default(null),
})

/** Some of the rules to set; `share: null` asks for all at once, and what is left out stays. */
export const paymentRulesChangeSchema = z
  .strictObject({
    share: share.nullable(),
    balance_days: days,
    remind_before: reminders,
    remind_after: reminders,
    collects: z.boolean(),
  })
  .partial()

export type PaymentRulesChange = z.output<typeof paymentRulesChangeSchema>
