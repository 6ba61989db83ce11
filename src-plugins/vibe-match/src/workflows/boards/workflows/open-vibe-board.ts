import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { type OpenBoardInput, openVibeBoardStep } from "../steps/open-vibe-board"

export const openVibeBoardWorkflowId = "open-vibe-board-workflow"

/**
 * Takes a customer's board in. It is worked on in the background; the token in the answer is the
 * only key to it.
 */
export const openVibeBoardWorkflow = createWorkflow(
  openVibeBoardWorkflowId,
  (input: OpenBoardInput) => {
    return new WorkflowResponse(openVibeBoardStep(input))
  }
)
