import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { parseLocalDate, type LocalDate } from "../../modules/rental/periods/local-date"
import { dayField } from "./fields"

/** `HH:MM`; that it is a time is for the period to say. */
export const timeField = z.string().max(8)

/** A day that exists. */
export const calendarDayField = z.string().transform((text, context): LocalDate => {
  const day = parseLocalDate(text)
  if (!day) {
    context.addIssue({ code: "custom", message: "must be a day, YYYY-MM-DD" })
    return z.NEVER
  }
  return day
})

/** The period of an order, in full. */
export const periodFields = {
  start_date: dayField,
  end_date: dayField,
  start_time: timeField.nullish(),
  end_time: timeField.nullish(),
}

/** Why something is done that needs saying. */
export const reasonField = z.string().trim().min(1, "must say why").max(500)

/** Booking more than there is, on purpose: never without a reason. */
export const overbookField = z.strictObject({ reason: reasonField })

/** Who overbooks: the user that is signed in, with the reason given. */
export function overbookBy(
  req: AuthenticatedMedusaRequest,
  overbook: { reason: string } | undefined
): { author: string; reason: string } | undefined {
  return overbook && { author: req.auth_context.actor_id, reason: overbook.reason }
}
