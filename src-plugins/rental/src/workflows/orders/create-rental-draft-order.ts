import { createOrderWorkflow } from "@medusajs/medusa/core-flows"
import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { keepLinePricesStep } from "./steps/keep-line-prices"
import { planDraftOrderStep, type DraftOrderRequest } from "./steps/plan-draft-order"
import { writeOrderBookingsStep } from "./steps/write-order-bookings"

/**
 * Makes a draft order with rentals, priced by our rate cards, and goods for sale beside them.
 * A draft holds no units unless it is asked to reserve them.
 *
 * @example
 * await createRentalDraftOrderWorkflow(container).run({
 *   input: { region_id, email, start_date, end_date, items: [{ variant_id, quantity: 12 }] },
 * })
 */
export const createRentalDraftOrderWorkflow = createWorkflow(
  "create-rental-draft-order",
  (input: DraftOrderRequest) => {
    const plan = planDraftOrderStep(input)
    writeOrderBookingsStep(plan.bookings)
    keepLinePricesStep({ order_id: plan.order.id, prices: plan.prices })
    const order = createOrderWorkflow.runAsStep({ input: plan.order })
    return new WorkflowResponse(
      transform({ order }, (made) => ({ order_id: made.order.id }))
    )
  }
)
