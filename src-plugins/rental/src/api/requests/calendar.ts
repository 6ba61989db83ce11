import type { MedusaRequest } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../modules/rental"
import { type CalendarDay } from "../../modules/rental/availability/calendar"
import type RentalModuleService from "../../modules/rental/service"
import { idField, quantityParameter } from "./fields"
import { parseRequest } from "./parse-request"

const Query = z.object({
  variant_id: idField,
  from: z.string(),
  to: z.string(),
  quantity: quantityParameter.optional(),
  cart_id: idField.optional(),
})

/** Answers a calendar request, in the shop and in the admin. */
export async function readCalendarRequest(
  req: MedusaRequest
): Promise<{ days: CalendarDay[] }> {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  return { days: await rental.getCalendar(parseRequest(Query, req.query)) }
}
