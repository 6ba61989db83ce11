import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  changeRateCardStep,
  createRateCardStep,
  deleteRateCardStep,
  type ChangeRateCardInput,
  type CreateRateCardInput,
} from "./steps/save-rate-card"

/**
 * Makes a rate card, for items to name.
 *
 * @example
 * await createRateCardWorkflow(container).run({
 *   input: { name: "tents", content: { title: "Tents", ...definition }, updated_by },
 * })
 */
export const createRateCardWorkflow = createWorkflow(
  "create-rate-card",
  (input: CreateRateCardInput) => new WorkflowResponse(createRateCardStep(input))
)

/**
 * Changes some of what a rate card says; what is left out stays. Carts that are open are
 * priced by the changed card from then on, orders keep what they were priced with.
 *
 * @example
 * await changeRateCardWorkflow(container).run({
 *   input: { name: "tents", change: { modifiers: {} }, updated_by: "user_1" },
 * })
 */
export const changeRateCardWorkflow = createWorkflow(
  "change-rate-card",
  (input: ChangeRateCardInput) => new WorkflowResponse(changeRateCardStep(input))
)

/**
 * Deletes a rate card that no item uses.
 *
 * @example
 * await deleteRateCardWorkflow(container).run({ input: { name: "tents" } })
 */
export const deleteRateCardWorkflow = createWorkflow(
  "delete-rate-card",
  (input: { name: string }) => new WorkflowResponse(deleteRateCardStep(input))
)
