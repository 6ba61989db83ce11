import { z } from "@medusajs/framework/zod"
import { DELIVERY_KINDS } from "../../modules/rental/delivery/delivery-kinds"
import { idField } from "./fields"

/** What is asked of delivery: a job of each kind, and its window where there are any. */
export const jobsField = z
  .array(z.strictObject({ kind: z.enum(DELIVERY_KINDS), window_id: idField.optional() }))
  .max(DELIVERY_KINDS.length)

export const countryField = z.string().regex(/^[a-zA-Z]{2}$/, "must be two letters")

export const postalCodeField = z
  .string()
  .trim()
  .min(1)
  .max(20)
  .regex(/^[A-Za-z0-9 -]+$/, "is not a postal code")

export const noteField = z.string().trim().max(500)
