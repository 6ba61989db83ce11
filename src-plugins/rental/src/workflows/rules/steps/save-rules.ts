import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { type RulesChange } from "../../../modules/rental/rules/rules-change"
import { type SavedRules } from "../../../modules/rental/rules/saved-rules"
import type RentalModuleService from "../../../modules/rental/service"

interface SavedChange {
  undo: RulesChange
  updated_by: string | null
}

/**
 * Changes some of the shop's rules.
 *
 * @example
 * saveRulesStep({ change: { lead_hours: 48 }, updated_by: "user_1" })
 */
export const saveRulesStep = createStep(
  "save-rules",
  async (
    input: { change: RulesChange; updated_by: string | null },
    { container }
  ): Promise<StepResponse<SavedRules, SavedChange>> => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const { saved, undo } = await rental.saveRules(input.change, input.updated_by)
    return new StepResponse(saved, { undo, updated_by: input.updated_by })
  },
  async (change, { container }) => {
    if (change) {
      const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
      await rental.saveRules(change.undo, change.updated_by)
    }
  }
)
