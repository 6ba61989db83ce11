import { MathBN } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { currencyDigits } from "../currency"
import { decimalField, type Decimal } from "../decimal"

/**
 * Prices end as the shop likes them: on `ending` after a multiple of `step`. Whole numbers
 * are steps of 1, halves steps of 0.50, `.95` a step of 1 with the ending 0.95.
 */
export const roundingField = z
  .strictObject({
    step: decimalField.refine((step) => Number(step) > 0, "must be more than 0"),
    ending: decimalField.default("0"),
    direction: z.enum(["nearest", "up", "down"]).default("nearest"),
  })
  .refine(({ step, ending }) => Number(ending) < Number(step), {
    path: ["ending"],
    message: "must be less than step",
  })

export type Rounding = z.output<typeof roundingField>

/**
 * The price with the ending. Nothing stays nothing; a price below the lowest that has the
 * ending becomes that one, never less than 0. In a currency whose decimals cannot write the
 * ending (no `.95` in yen) prices stay as they are.
 */
export function withEnding(
  price: Decimal,
  rule: Rounding,
  currencyCode: string
): Decimal {
  const step = MathBN.convert(rule.step)
  const ending = MathBN.convert(rule.ending)
  const digits = currencyDigits(currencyCode)
  const places = Math.max(step.decimalPlaces() ?? 0, ending.decimalPlaces() ?? 0)
  if (places > digits || price.isZero()) {
    return price
  }
  const steps = MathBN.div(MathBN.sub(price, ending), step)
  const whole = steps.integerValue(MODES[rule.direction])
  const lowest = MathBN.max(whole, 0)
  const lifted = lowest.isZero() && ending.isZero() ? MathBN.convert(1) : lowest
  return MathBN.add(MathBN.mult(lifted, step), ending)
}

/** Rounding modes of bignumber.js: towards more, towards less, to the nearest, halves up. */
const MODES = { up: 2, down: 3, nearest: 4 } as const
