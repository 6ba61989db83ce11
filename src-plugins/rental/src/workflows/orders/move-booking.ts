import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../modules/rental"
import { moveBooking } from "../../modules/rental/ledger/move-booking"
import type RentalModuleService from "../../modules/rental/service"
import { withTitles } from "../carts/shortage-titles"

export interface MoveBookingInput {
  booking_id: string
  location_id: string
}

const moveBookingStep = createStep(
  "move-booking",
  async ({ booking_id, location_id }: MoveBookingInput, { container }) => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    return new StepResponse(
      await withTitles(container, () =>
        rental.thenSend(moveBooking(rental.ledger, booking_id, location_id))
      )
    )
  }
)

/**
 * Goods of a booking come from another place, if they are free there. Safe to repeat.
 *
 * @example
 * await moveBookingWorkflow(container).run({
 *   input: { booking_id: "rbook_1", location_id: "sloc_2" },
 * })
 */
export const moveBookingWorkflow = createWorkflow(
  "move-booking",
  (input: MoveBookingInput) => new WorkflowResponse(moveBookingStep(input))
)
