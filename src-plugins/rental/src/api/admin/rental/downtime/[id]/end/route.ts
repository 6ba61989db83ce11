import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../../../../../modules/rental"
import { addDays, todayIn } from "../../../../../../modules/rental/periods/local-date"
import type RentalModuleService from "../../../../../../modules/rental/service"
import { endRentalDowntimeWorkflow } from "../../../../../../workflows/orders/downtime"
import { calendarDayField } from "../../../../../requests/order-fields"
import { parseRequest, pathId } from "../../../../../requests/parse-request"

const Body = z.strictObject({ end_date: calendarDayField.optional() }).nullish()

/** Units are back in service: today, or after the last day that is named. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { options } = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const body = parseRequest(Body, req.body)
  const { result } = await endRentalDowntimeWorkflow(req.scope).run({
    input: {
      id: pathId(req),
      end_date: body?.end_date ?? addDays(todayIn(options.timezone), -1),
    },
  })
  res.json({ downtime: result })
}
