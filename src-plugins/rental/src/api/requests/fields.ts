import { z } from "@medusajs/framework/zod"
import { idField, quantityField, serialField } from "../../modules/rental/common-fields"

export { idField, quantityField, serialField }

const MAX_IDS = 1000

/** A quantity out of a query string. */
export const quantityParameter = z
  .string()
  .regex(/^\d{1,6}$/, "must be a whole number")
  .transform(Number)
  .pipe(quantityField)

/**
 * One id or several, as `id=a&id=b`, `id[]=a` or `id=a`. Long lists reach us as objects,
 * which is how the query parser keeps them.
 */
export const idsParameter = z.preprocess(
  (value) =>
    typeof value === "string"
      ? [value]
      : typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.values(value)
        : value,
  z.array(idField).min(1).max(MAX_IDS)
)

/** How many of a list are answered at once: 50, up to 200. */
export const limitParameter = z
  .string()
  .regex(/^\d{1,4}$/, "must be a whole number")
  .transform(Number)
  .pipe(z.number().min(1).max(200))
  .default(50)

/** How many of a list are left out at its beginning. */
export const offsetParameter = z
  .string()
  .regex(/^\d{1,7}$/, "must be a whole number")
  .transform(Number)
  .default(0)

/** A day of a body; that it exists and can be rented is for the period rules to say. */
export const dayField = z.string().max(32)

/** A clock time of a body, `HH:MM`; that it fits is for the period rules to say. */
export const timeField = z.string().max(8)
