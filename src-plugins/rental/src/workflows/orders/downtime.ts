import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../modules/rental"
import { type DowntimeInput } from "../../modules/rental/ledger/downtime"
import { type LocalDate } from "../../modules/rental/periods/local-date"
import type RentalModuleService from "../../modules/rental/service"

const addDowntimeStep = createStep(
  "add-downtime",
  async (input: DowntimeInput, { container }) => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    return new StepResponse(await rental.addDowntime(input))
  }
)

const endDowntimeStep = createStep(
  "end-downtime",
  async ({ id, end_date }: { id: string; end_date: LocalDate }, { container }) => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    return new StepResponse(await rental.endDowntime(id, end_date))
  }
)

/**
 * Takes units out of service. Refused while they are booked, unless it overbooks knowingly.
 *
 * @example
 * await addRentalDowntimeWorkflow(container).run({
 *   input: { variant_id, quantity: 2, reason: "repair", start_date: "2027-06-12" },
 * })
 */
export const addRentalDowntimeWorkflow = createWorkflow(
  "add-rental-downtime",
  (input: DowntimeInput) => new WorkflowResponse(addDowntimeStep(input))
)

/**
 * Units are back in service after a day.
 *
 * @example
 * await endRentalDowntimeWorkflow(container).run({
 *   input: { id: "rdown_1", end_date: "2027-06-14" },
 * })
 */
export const endRentalDowntimeWorkflow = createWorkflow(
  "end-rental-downtime",
  (input: { id: string; end_date: LocalDate }) =>
    new WorkflowResponse(endDowntimeStep(input))
)
