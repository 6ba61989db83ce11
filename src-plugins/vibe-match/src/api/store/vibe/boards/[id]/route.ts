import type { MedusaRequest } from "@medusajs/framework/http"
import { VIBE_MATCH_MODULE } from "../../../../../modules/vibe-match"
import type VibeMatchModuleService from "../../../../../modules/vibe-match/service"
import { closeVibeBoardWorkflow } from "../../../../../workflows"
import { answering } from "../answer"
import { parseMatchQuery } from "../validators"

/** How far a board is, and once it is ready what fits it and is free on the dates. */
export const GET = answering(async (request, response) => {
  const vibe = request.scope.resolve<VibeMatchModuleService>(VIBE_MATCH_MODULE)
  const board = await vibe.readBoard(request.params.id, tokenOf(request))
  const { dates, limit } = parseMatchQuery(request.query)
  const port = vibe.options.availability?.(request.scope) ?? null
  const { themes, matches } = await vibe.matchBoard(board.id, dates, limit, port)
  response.json({ board, themes, matches })
})

/** Deletes a board and all that came of it. */
export const DELETE = answering(async (request, response) => {
  const vibe = request.scope.resolve<VibeMatchModuleService>(VIBE_MATCH_MODULE)
  const { id } = request.params
  const token = tokenOf(request)
  await vibe.readBoard(id, token)
  await closeVibeBoardWorkflow(request.scope).run({ input: { id, token } })
  response.json({ id, object: "vibe_board", deleted: true })
})

function tokenOf(request: MedusaRequest): string | undefined {
  const token = request.headers["x-vibe-token"]
  return typeof token === "string" ? token : undefined
}
