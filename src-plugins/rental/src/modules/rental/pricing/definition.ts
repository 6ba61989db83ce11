import { z } from "@medusajs/framework/zod"
import { amountField } from "./amount"
import { countField } from "./length"
import { seasonsField, weekdaysField } from "./modifiers/day-factors"
import { freeDaysField } from "./modifiers/free-days"
import { lengthField } from "./modifiers/length-factors"
import { roundingField } from "./modifiers/price-ending"
import { quantityField } from "./modifiers/quantity-breaks"
import { combinationParams } from "./rate-cards/combination"
import { flatParams } from "./rate-cards/flat"
import { hourlyParams } from "./rate-cards/hourly"
import { perDayParams } from "./rate-cards/per-day"
import { tiersParams } from "./rate-cards/tiers"

/** What can be set of any card, whatever its kind; applied in the order of the fields. */
export const modifiersSchema = z.strictObject({
  count: countField.prefault({}),
  free_days: freeDaysField.optional(),
  weekdays: weekdaysField.optional(),
  seasons: seasonsField.optional(),
  length: lengthField.optional(),
  quantity: quantityField.optional(),
  /** The least that a line costs, whatever its quantity. */
  minimum: amountField.optional(),
  rounding: roundingField.optional(),
})

/** Reads what a rate card says: its kind with the terms of that kind, and its modifiers. */
export const definitionSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("per_day"), ...termsOf(perDayParams.prefault({})) }),
  z.strictObject({ kind: z.literal("flat"), ...termsOf(flatParams) }),
  z.strictObject({ kind: z.literal("tiers"), ...termsOf(tiersParams) }),
  z.strictObject({ kind: z.literal("combination"), ...termsOf(combinationParams) }),
  z.strictObject({ kind: z.literal("hourly"), ...termsOf(hourlyParams.prefault({})) }),
])

export type RateCardDefinition = z.output<typeof definitionSchema>

/** What a caller writes: defaults may be left out. */
export type RateCardInput = z.input<typeof definitionSchema>

function termsOf<Params extends z.ZodType>(params: Params) {
  return { params, modifiers: modifiersSchema.prefault({}) }
}
