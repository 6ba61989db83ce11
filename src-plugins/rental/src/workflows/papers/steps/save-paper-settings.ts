import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { type SavedPaperSettings } from "../../../modules/rental/papers/settings/saved-settings"
import type RentalModuleService from "../../../modules/rental/service"

/**
 * Changes some of the settings of papers.
 *
 * @example
 * savePaperSettingsStep({ change: { terms: "Return it clean." }, updated_by: "user_1" })
 */
export const savePaperSettingsStep = createStep(
  "save-paper-settings",
  async (
    input: { change: Record<string, unknown>; updated_by: string | null },
    { container }
  ): Promise<StepResponse<SavedPaperSettings, SavedPaperSettings>> => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const { saved, before } = await rental.savePaperSettings(
      input.change,
      input.updated_by
    )
    return new StepResponse(saved, before)
  },
  async (before, { container }) => {
    if (before) {
      const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
      await rental.restorePaperSettings(before)
    }
  }
)
