import { MathBN } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { cancellationSchema } from "../cancellation/cancellation-fields"
import { roundToCurrency } from "../pricing/currency"
import { type DepositRule, type LateFeeRule, type WaiverRule } from "./charge-rules"

const MOST = 1_000_000_000

const percent = z
  .number()
  .min(0, "must be at least 0")
  .max(10_000, "must be at most 10000")

const money = z
  .strictObject({
    currency_code: z
      .string()
      .regex(/^[a-zA-Z]{3}$/, "must be a currency of three letters, as in usd")
      .toLowerCase(),
    amount: z.number().min(0, "must be at least 0").max(MOST, `must be at most ${MOST}`),
  })
  .superRefine(({ currency_code, amount }, context) => {
    if (!MathBN.eq(roundToCurrency(MathBN.convert(amount), currency_code), amount)) {
      const message = `${amount} is not an amount of ${currency_code}`
      context.addIssue({ code: "custom", path: ["amount"], message })
    }
  })

const amounts = z
  .array(money)
  .min(1, "must have at least one currency")
  .max(50)
  .superRefine((entries, context) => {
    const again = entries.findIndex(
      ({ currency_code }, at) =>
        entries.findIndex((other) => other.currency_code === currency_code) < at
    )
    if (again >= 0) {
      const message = `${entries[again]?.currency_code} is there twice`
      context.addIssue({ code: "custom", path: [again, "currency_code"], message })
    }
  })

/** Amounts of a body, one for each currency. */
export const amountsField = amounts

const is_required = z.boolean().default(false)

const waiver: z.ZodType<WaiverRule> = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("percent"), percent, is_required }),
  z.strictObject({ type: z.literal("flat"), amounts, is_required }),
])

const deposit: z.ZodType<DepositRule> = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("percent_of_rental"), percent }),
  z.strictObject({ type: z.literal("percent_of_value"), percent }),
  z.strictObject({ type: z.literal("fixed"), amounts }),
])

const late = {
  grace_hours: z.number().int("must be a whole number").min(0).max(8784).default(0),
  most_days: z
    .number()
    .int("must be a whole number")
    .min(1)
    .max(3650)
    .nullable()
    .default(null),
}

const late_fee: z.ZodType<LateFeeRule> = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("percent"), percent, ...late }),
  z.strictObject({ type: z.literal("fixed"), amounts, ...late }),
])

/** Some of the shop's charges to set; `null` ends one, and what is left out stays. */
export const chargeRulesChangeSchema = z
  .strictObject({
    waiver: waiver.nullable(),
    deposit: deposit.nullable(),
    late_fee: late_fee.nullable(),
    authorisation_days: z.number().int("must be a whole number").min(0).max(90),
    cancellation: cancellationSchema.nullable(),
  })
  .partial()

export type ChargeRulesChange = z.output<typeof chargeRulesChangeSchema>

/** What is otherwise for one item, whole: what is left out is as the shop has it. */
export const itemChargeSchema = z.strictObject({
  variant_id: z
    .string()
    .min(1)
    .max(128)
    .regex(/^[\x21-\x7e]+$/, "is not an id"),
  waiver: z.literal("not_covered").optional(),
  deposit: z.union([z.literal("none"), deposit]).optional(),
  late_fee: z.union([z.literal("none"), late_fee]).optional(),
})

export const itemChargesSchema = z.array(itemChargeSchema).min(1).max(500)

export type ItemChargesInput = z.output<typeof itemChargesSchema>
