import { z } from "@medusajs/framework/zod"
import { parseLocalDate, type LocalDate } from "./periods/local-date"

/** The most units that can be asked for at once. */
const MAX_QUANTITY = 100_000

/**
 * Control characters, except tab and line ends, and halves of characters: Postgres keeps
 * neither NUL nor halves, and no text has the others.
 */
const NOT_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Cs}/u

/** Whether a text can be kept and shown. */
export function isText(text: string): boolean {
  return !NOT_TEXT.test(text)
}

/** An id of ours or of Medusa: printable, without spaces. */
export const idField = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\x21-\x7e]+$/, "is not an id")

export const quantityField = z
  .number()
  .int("must be a whole number")
  .min(1)
  .max(MAX_QUANTITY)

/** A serial number, as the shop writes it. */
export const serialField = z.string().trim().min(1).max(120)

/** A day that exists. */
export const calendarDayField = z.string().transform((text, context): LocalDate => {
  const day = parseLocalDate(text)
  if (!day) {
    context.addIssue({ code: "custom", message: "must be a day, YYYY-MM-DD" })
    return z.NEVER
  }
  return day
})
