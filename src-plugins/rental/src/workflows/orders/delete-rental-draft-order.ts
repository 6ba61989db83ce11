import { deleteDraftOrdersWorkflow } from "@medusajs/medusa/core-flows"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../modules/rental"
import type RentalModuleService from "../../modules/rental/service"

/**
 * Forgets what an order booked.
 *
 * @example
 * deleteOrderBookingsStep({ order_id: "order_1" })
 */
export const deleteOrderBookingsStep = createStep(
  "delete-order-bookings",
  async ({ order_id }: { order_id: string }, { container }) => {
    await container.resolve<RentalModuleService>(RENTAL_MODULE).deleteOrder(order_id)
    return new StepResponse(undefined)
  }
)

/**
 * Deletes a draft order and releases what it held. Medusa's deletion cannot be taken back,
 * so it comes first: a process that dies in between leaves units held too long, never sold
 * twice, and the reconciler finds bookings whose order is gone.
 *
 * @example
 * await deleteRentalDraftOrderWorkflow(container).run({ input: { order_id: "order_1" } })
 */
export const deleteRentalDraftOrderWorkflow = createWorkflow(
  "delete-rental-draft-order",
  (input: { order_id: string }) => {
    const drafts = transform({ input }, (data) => ({
      order_ids: [data.input.order_id],
    }))
    deleteDraftOrdersWorkflow.runAsStep({ input: drafts })
    deleteOrderBookingsStep(input)
    return new WorkflowResponse(input)
  }
)
