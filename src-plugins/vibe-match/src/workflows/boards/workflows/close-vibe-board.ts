import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { type CloseBoardInput, closeVibeBoardStep } from "../steps/close-vibe-board"

export const closeVibeBoardWorkflowId = "close-vibe-board-workflow"

/** Stops work on a board and deletes it with all that came of it. */
export const closeVibeBoardWorkflow = createWorkflow(
  closeVibeBoardWorkflowId,
  (input: CloseBoardInput) => {
    return new WorkflowResponse(closeVibeBoardStep(input))
  }
)
