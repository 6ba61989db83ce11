import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../../../../modules/rental"
import { type SavedPaperSettings } from "../../../../../modules/rental/papers/settings/saved-settings"
import type RentalModuleService from "../../../../../modules/rental/service"
import { readPaperSettings } from "../../../../../workflows/papers/paper-frame"
import { savePaperSettingsWorkflow } from "../../../../../workflows/papers/save-paper-settings"
import { parseRequest } from "../../../../requests/parse-request"

const Body = z.record(z.string(), z.unknown())

/** What the shop has set for its papers, and what holds for the rest. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  await answer(req, res, await rental.readPaperSettings())
}

/** Changes some of it, all or nothing. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { result } = await savePaperSettingsWorkflow(req.scope).run({
    input: {
      change: parseRequest(Body, req.body),
      updated_by: req.auth_context.actor_id,
    },
  })
  await answer(req, res, result)
}

async function answer(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  { settings, ...saved }: SavedPaperSettings
): Promise<void> {
  res.json({ set: settings, settings: await readPaperSettings(req.scope), ...saved })
}
