import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { calendarDayField } from "../../modules/rental/common-fields"
import { dayField } from "./fields"

export { calendarDayField }

/** `HH:MM`; that it is a time is for the period to say. */
export const timeField = z.string().max(8)

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
