import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { VIBE_MATCH_MODULE } from "../../../modules/vibe-match"
import type VibeMatchModuleService from "../../../modules/vibe-match/service"

export type CloseBoardInput = { id: string; token: string | undefined }

/**
 * Deletes a board for good, as its owner asked; that is not taken back.
 *
 * @example
 * closeVibeBoardStep({ id: "vboard_1", token })
 */
export const closeVibeBoardStep = createStep(
  "close-vibe-board",
  async ({ id, token }: CloseBoardInput, { container }) => {
    const vibe = container.resolve<VibeMatchModuleService>(VIBE_MATCH_MODULE)
    await vibe.closeBoard(id, token)
    return new StepResponse({ id })
  }
)
