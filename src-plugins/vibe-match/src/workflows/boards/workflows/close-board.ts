import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { type CloseBoardInput, closeBoardStep } from "../steps/close-board"

export const closeBoardWorkflowId = "vibe-close-board"

/** Stops work on a board and deletes it with all that came of it. */
export const closeBoardWorkflow = createWorkflow(
  closeBoardWorkflowId,
  (input: CloseBoardInput) => {
    return new WorkflowResponse(closeBoardStep(input))
  }
)
