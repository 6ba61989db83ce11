import type { MedusaRequest } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../modules/rental"
import { type DayOfGoods } from "../../modules/rental/ledger/goods-of-day"
import { todayIn } from "../../modules/rental/periods/local-date"
import type RentalModuleService from "../../modules/rental/service"
import { idField } from "./fields"
import { calendarDayField } from "./order-fields"
import { parseRequest } from "./parse-request"

const Query = z.object({
  date: calendarDayField.optional(),
  location_id: idField.optional(),
})

/** Which day and place is asked about; today without a date. */
export function readDayOfGoods(req: MedusaRequest, end: DayOfGoods["end"]): DayOfGoods {
  const { options } = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const { date, location_id } = parseRequest(Query, req.query)
  return { day: date ?? todayIn(options.timezone), end, location_id }
}
