import { z } from "@medusajs/framework/zod"
import { decimalField } from "../decimal"

/** Rentals of some length and longer cost more or less as a whole. */
export const lengthField = z
  .array(
    z.strictObject({
      from_days: z.number().int("must be a whole number").min(1).max(366),
      factor: decimalField,
    })
  )
  .min(1)
  .max(100)
  .superRefine((steps, context) => {
    const days = steps.map((step) => step.from_days)
    const at = days.findIndex((each, index) => index > 0 && each <= days[index - 1]!)
    if (at > 0) {
      const message = "must be more than the one before"
      context.addIssue({ code: "custom", path: [at, "from_days"], message })
    }
  })

/** The step that holds for a number of charged days. */
export function lengthStep(
  steps: z.output<typeof lengthField> | undefined,
  days: number
): { from_days: number; factor: string } | undefined {
  return steps?.findLast(({ from_days }) => from_days <= days)
}
