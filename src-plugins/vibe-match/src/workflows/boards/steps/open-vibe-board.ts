import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { VIBE_MATCH_MODULE } from "../../../modules/vibe-match"
import type VibeMatchModuleService from "../../../modules/vibe-match/service"
import type { SourceRequest } from "../../../modules/vibe-match/sources/board-source"

export type OpenBoardInput = {
  /** As understood by `parseSource`. */
  request: SourceRequest
  /** Of the pictures sent along, from `uploads.hold`. */
  upload_id?: string
}

/**
 * Notes a board down and begins to work on it.
 *
 * @example
 * const board = openVibeBoardStep({ request: { type: "pinterest", user: "anna", board: "wedding" } })
 */
export const openVibeBoardStep = createStep(
  "open-vibe-board",
  async ({ request, upload_id }: OpenBoardInput, { container }) => {
    const vibe = container.resolve<VibeMatchModuleService>(VIBE_MATCH_MODULE)
    const board = await vibe.openBoard(request, upload_id)
    return new StepResponse(board, { id: board.id, token: board.token })
  },
  async (opened, { container }) => {
    if (!opened) return
    const vibe = container.resolve<VibeMatchModuleService>(VIBE_MATCH_MODULE)
    await vibe.closeBoard(opened.id, opened.token)
  }
)
