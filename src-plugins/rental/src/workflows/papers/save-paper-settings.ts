import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { savePaperSettingsStep } from "./steps/save-paper-settings"

export interface SavePaperSettingsInput {
  /** What is named replaces what was there; `null` puts it back to its default. */
  change: Record<string, unknown>
  /** The id of the user who changes them. */
  updated_by: string | null
}

/**
 * Changes how the shop's papers look and what they say.
 *
 * @example
 * await savePaperSettingsWorkflow(container).run({
 *   input: { change: { look: { colour: "#7a3b2e" } }, updated_by: "user_1" },
 * })
 */
export const savePaperSettingsWorkflow = createWorkflow(
  "save-paper-settings",
  (input: SavePaperSettingsInput) => new WorkflowResponse(savePaperSettingsStep(input))
)
