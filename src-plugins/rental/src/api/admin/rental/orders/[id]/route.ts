import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { notFoundError } from "../../../../../modules/rental/errors/rental-error"
import { readOrderRental } from "../../../../../workflows/rental-view/order-rental"
import { pathId } from "../../../../requests/parse-request"

/** The rental side of an order, with the bookings behind each line. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const orderId = pathId(req)
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id"],
    filters: { id: orderId },
  })
  if (!data.length) {
    throw notFoundError("id", `There is no order ${orderId}`)
  }
  res.json({ rental: await readOrderRental(req.scope, orderId) })
}
