import { type MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { requestError } from "../../../modules/rental/errors/rental-error"
import { type OrderWrite } from "../../../modules/rental/ledger/write-order"
import type RentalModuleService from "../../../modules/rental/service"
import { readRentedOrder } from "../read-order"

/**
 * What a draft order books once it is placed: its lines as they are now, in its period.
 *
 * @example
 * planConversionStep({ order_id: "order_1" })
 */
export const planConversionStep = createStep(
  "plan-conversion",
  async ({ order_id }: { order_id: string }, { container }) =>
    new StepResponse(await planConversion(container, order_id))
)

/** What a draft order books once it is placed. */
export async function planConversion(
  container: MedusaContainer,
  orderId: string
): Promise<OrderWrite> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const order = await readRentedOrder(container, orderId)
  if (!order.is_draft_order) {
    throw requestError("id", `Order ${orderId} is not a draft`)
  }
  const period = (await rental.readOrder(orderId))?.period
  if (!period) {
    throw requestError("id", `Draft order ${orderId} has no rental period`)
  }
  const rentable = await rental.findRentable(
    order.items.flatMap((line) => line.variant_id ?? [])
  )
  return {
    order_id: orderId,
    period,
    state: "reserved",
    is_draft: false,
    lines: order.items.flatMap(({ id, variant_id, quantity }) =>
      variant_id && rentable.has(variant_id)
        ? [{ line_item_id: id, variant_id, quantity }]
        : []
    ),
  }
}
