import { MathBN } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { decimalField, ONE, ZERO, type Decimal } from "../decimal"

/** Many units of one line cost less each. */
export const quantityField = z.strictObject({
  /**
   * `all_units`: every unit at the factor of the quantity. `graduated`: the first units at
   * the first factor, those from a break on at its own, so that one more never costs less.
   */
  mode: z.enum(["all_units", "graduated"]).default("all_units"),
  /** Below the first break the factor is 1. */
  breaks: z
    .array(
      z.strictObject({
        from: z.number().int("must be a whole number").min(1).max(100_000),
        factor: decimalField,
      })
    )
    .min(1)
    .max(50)
    .superRefine((breaks, context) => {
      const from = breaks.map((each) => each.from)
      const at = from.findIndex((each, index) => index > 0 && each <= from[index - 1]!)
      if (at > 0) {
        const message = "must be more than the one before"
        context.addIssue({ code: "custom", path: [at, "from"], message })
      }
    }),
})

type Breaks = z.output<typeof quantityField>

/** Units of a line that have one factor. */
export interface Grade {
  readonly units: number
  readonly factor: Decimal
}

/** The units of a line by their factor, in order. */
export function grades(rule: Breaks, quantity: number): Grade[] {
  const first = { from: 1, factor: "1" }
  const steps = rule.breaks[0]?.from === 1 ? rule.breaks : [first, ...rule.breaks]
  if (rule.mode === "all_units") {
    const step = steps.findLast(({ from }) => from <= quantity) ?? first
    return [{ units: quantity, factor: MathBN.convert(step.factor) }]
  }
  return steps
    .map(({ from, factor }, at) => ({
      units: Math.min(quantity, (steps[at + 1]?.from ?? Infinity) - 1) - from + 1,
      factor: MathBN.convert(factor),
    }))
    .filter(({ units }) => units > 0)
}

/** What a unit costs on average, as a factor of its full price. */
export function meanFactor(all: readonly Grade[]): Decimal {
  const units = all.reduce((sum, grade) => sum + grade.units, 0)
  const sum = all.reduce(
    (total, grade) => MathBN.add(total, MathBN.mult(grade.factor, grade.units)),
    ZERO
  )
  return units ? MathBN.div(sum, units) : ONE
}
