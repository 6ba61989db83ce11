import { z } from "@medusajs/framework/zod"
import { CANCELLATION_BASES, type CancellationRule } from "./cancellation-rule"

const percent = z.number().min(0, "must be at least 0").max(100, "must be at most 100")

const tiers = z
  .array(
    z.strictObject({
      days_before: z
        .number()
        .int("must be a whole number")
        .min(0, "must be at least 0")
        .max(3650, "must be at most 3650"),
      percent,
    })
  )
  .max(50)
  .superRefine((given, context) => {
    given.forEach(({ days_before, percent }, at) => {
      const earlier = given.slice(0, at)
      if (earlier.some((other) => other.days_before === days_before)) {
        const message = `${days_before} days are there twice`
        context.addIssue({ code: "custom", path: [at, "days_before"], message })
      }
      if (given.some((o) => o.days_before < days_before && o.percent > percent)) {
        const message = `must not be less than what comes back nearer to the start`
        context.addIssue({ code: "custom", path: [at, "percent"], message })
      }
    })
  })
  .transform((given) => [...given].sort((a, b) => b.days_before - a.days_before))

const no_show_percent = percent.default(0)

const category = z.strictObject({
  category_id: z
    .string()
    .min(1)
    .max(128)
    .regex(/^[\x21-\x7e]+$/, "is not an id"),
  tiers,
  no_show_percent,
})

/** A cancellation policy as staff set it, whole. */
export const cancellationSchema: z.ZodType<CancellationRule> = z.strictObject({
  of: z.enum(CANCELLATION_BASES).default("paid"),
  tiers,
  no_show_percent,
  categories: z
    .array(category)
    .max(200)
    .default([])
    .superRefine((given, context) => {
      const ids = given.map(({ category_id }) => category_id)
      const again = ids.findIndex((id, at) => ids.indexOf(id) < at)
      if (again >= 0) {
        const message = `${ids[again]} is there twice`
        context.addIssue({ code: "custom", path: [again, "category_id"], message })
      }
    }),
})
