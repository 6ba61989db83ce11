import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { type RulesChange } from "../../modules/rental/rules/rules-change"
import { saveRulesStep } from "./steps/save-rules"

export interface SaveRentalRulesInput {
  change: RulesChange
  /** The id of the user who changes them. */
  updated_by: string | null
}

/**
 * Changes some of the rules by which the shop rents; `null` puts one back to its default.
 *
 * @example
 * await saveRentalRulesWorkflow(container).run({
 *   input: { change: { min_days: 2, lead_hours: 48 }, updated_by: "user_1" },
 * })
 */
export const saveRentalRulesWorkflow = createWorkflow(
  "save-rental-rules",
  (input: SaveRentalRulesInput) => new WorkflowResponse(saveRulesStep(input))
)
