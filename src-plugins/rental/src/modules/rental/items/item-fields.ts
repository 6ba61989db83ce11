import { z } from "@medusajs/framework/zod"
import { calendarDayField, idField, quantityField } from "../common-fields"
import { DAY_SLOT, SLOT_MINUTES } from "../periods/slots"

const MAX_DAYS_AROUND = 60
const MAX_SLOTS_AROUND = 1440

const slotMinutes = z.number().refine(isSlotMinutes, {
  message: "must be 1440 (by the day), 60 (by the hour) or a divisor of 60",
})

const turnaround = z.number().int("must be a whole number").min(0).max(MAX_SLOTS_AROUND)

const fleetStep = z
  .strictObject({
    location_id: idField,
    quantity: z.number().int("must be a whole number").min(0).max(100_000),
    effective_from: calendarDayField.nullish(),
  })
  .transform(({ effective_from, ...step }) =>
    effective_from ? { ...step, effective_from } : step
  )

const component = z.strictObject({
  variant_id: idField,
  quantity: z.union([z.literal(0), quantityField]),
  optional: z.boolean().optional(),
  selected: z.boolean().optional(),
  charge: z.enum(["included", "own"]).optional(),
  replacements: z
    .array(
      z.strictObject({
        variant_id: idField,
        charge: z.enum(["included", "difference"]).optional(),
      })
    )
    .max(50)
    .optional(),
})

const addOn = z.strictObject({
  variant_id: idField,
  required: z.boolean().optional(),
  quantity: z.number().int("must be a whole number").min(1).max(1000).optional(),
  per: quantityField.optional(),
})

/** A rental item as staff send it; what is left out stays. */
export const itemSchema = z
  .strictObject({
    variant_id: idField,
    product_id: idField,
    slot_minutes: slotMinutes.optional(),
    turnaround_before: turnaround.optional(),
    turnaround_after: turnaround.optional(),
    replacement_value: z.number().min(0).max(1e9).nullish(),
    currency_code: z.string().length(3).toLowerCase().nullish(),
    rate_card: idField.optional(),
    storage_place: z
      .string()
      .trim()
      .max(120)
      .nullish()
      .transform((place) => (place === "" ? null : place)),
    fleet: z.array(fleetStep).max(200).optional(),
    package_pricing: z.enum(["fixed", "percent"]).optional(),
    package_percent_off: z.number().min(0).max(100).optional(),
    components: z.array(component).max(100).optional(),
    add_ons: z.array(addOn).max(100).optional(),
  })
  .superRefine((input, context) => {
    if ((input.slot_minutes ?? DAY_SLOT) !== DAY_SLOT) {
      return
    }
    for (const field of ["turnaround_before", "turnaround_after"] as const) {
      if ((input[field] ?? 0) > MAX_DAYS_AROUND) {
        context.addIssue({
          code: "custom",
          path: [field],
          message: `must be at most ${MAX_DAYS_AROUND}, unless slot_minutes makes it hours`,
        })
      }
    }
  })

function isSlotMinutes(minutes: number): boolean {
  return SLOT_MINUTES.some((known) => known === minutes)
}
