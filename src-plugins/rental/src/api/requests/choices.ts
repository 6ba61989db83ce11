import { z } from "@medusajs/framework/zod"
import { idField } from "./fields"

/** What a customer wants of the components of a package. */
export const choicesField = z
  .array(
    z.strictObject({
      variant_id: idField,
      include: z.boolean().optional(),
      replace_with: idField.nullable().optional(),
    })
  )
  .max(100)
