import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { type OpenBoardInput, openBoardStep } from "../steps/open-board"

export const openBoardWorkflowId = "vibe-open-board"

/**
 * Takes a customer's board in. It is worked on in the background; the token in the answer is the
 * only key to it.
 */
export const openBoardWorkflow = createWorkflow(openBoardWorkflowId, (input: OpenBoardInput) => {
  return new WorkflowResponse(openBoardStep(input))
})
