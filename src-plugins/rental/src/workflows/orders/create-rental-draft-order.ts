import { createOrderWorkflow } from "@medusajs/medusa/core-flows"
import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { promoteDraftOrderWorkflow } from "../promotions/promote-draft-order"
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
    const made = transform({ order }, (data) => ({ order_id: data.order.id }))
    when("is-promoted", input, ({ promo_codes }) => !!promo_codes?.length).then(() => {
      promoteDraftOrderWorkflow.runAsStep({ input: made })
    })
    return new WorkflowResponse(made)
  }
)
