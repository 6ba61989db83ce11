import { MathBN } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

/** An exact decimal, as `MathBN` calculates with. */
export type Decimal = ReturnType<typeof MathBN.add>

export const ZERO: Decimal = MathBN.convert(0)
export const ONE: Decimal = MathBN.convert(1)

const SHAPE = /^\d{1,12}(\.\d{1,6})?$/

/**
 * A decimal of a document: `12.5` or `"12.50"`, at most six places, never negative. Kept as
 * text, so that no float ever touches it.
 */
export const decimalField = z
  .union([z.number(), z.string().trim()])
  .transform((value) => (typeof value === "number" ? plain(value) : value))
  .refine((text) => SHAPE.test(text), "must be a decimal from 0, with at most 6 places")

/** `1e-7` is not a decimal of ours; everything longer is written out. */
function plain(value: number): string {
  return Number.isFinite(value) ? MathBN.convert(value).toFixed() : "not a number"
}
