import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { openCancellation } from "../../../modules/rental/cancellation/cancellation-records"
import type RentalModuleService from "../../../modules/rental/service"
import { refuseCancelled } from "../order-to-cancel"
import { planCancellation, type CancellationRequest } from "../plan-cancellation"

/**
 * Notes what the cancellation of an order gives back. Not undone: what is noted and not
 * settled is decided anew by the next attempt.
 *
 * @example
 * planOrderCancellationStep({ order_id, kind: "cancelled", choice: { refund: "policy" },
 *   reason: null, created_by: null })
 */
export const planOrderCancellationStep = createStep(
  "plan-order-cancellation",
  async (request: CancellationRequest, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const { cancellation, order } = await planCancellation(container, request)
    refuseCancelled(order)
    await openCancellation(ledger.knex, cancellation)
    return new StepResponse({
      order_id: order.id,
      order,
      line_item_ids: order.items.map(({ id }) => id),
    })
  }
)
