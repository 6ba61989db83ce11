import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import {
  changeRateCard,
  type RateCardChange,
} from "../../../modules/rental/pricing/rate-card-change"
import {
  type RateCardContent,
  type SavedRateCard,
} from "../../../modules/rental/pricing/saved-rate-cards"
import type RentalModuleService from "../../../modules/rental/service"

export interface CreateRateCardInput {
  name: string
  content: RateCardContent
  /** The id of the user who makes it. */
  updated_by: string | null
}

export interface ChangeRateCardInput {
  name: string
  change: RateCardChange
  /** The id of the user who changes it. */
  updated_by: string | null
}

/**
 * Makes a rate card.
 *
 * @example
 * createRateCardStep({ name: "tents", content, updated_by: "user_1" })
 */
export const createRateCardStep = createStep(
  "create-rate-card",
  async ({ name, content, updated_by }: CreateRateCardInput, { container }) => {
    const { rateCards } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    return new StepResponse(await rateCards.create(name, content, updated_by), name)
  },
  async (name, { container }) => {
    if (name) {
      await container.resolve<RentalModuleService>(RENTAL_MODULE).rateCards.remove(name)
    }
  }
)

/**
 * Changes some of what a rate card says.
 *
 * @example
 * changeRateCardStep({ name: "tents", change: { title: "Tents" }, updated_by: "user_1" })
 */
export const changeRateCardStep = createStep(
  "change-rate-card",
  async ({ name, change, updated_by }: ChangeRateCardInput, { container }) => {
    const { rateCards } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const { saved, before } = await rateCards.change(
      name,
      (card) => changeRateCard(card, change),
      updated_by
    )
    return new StepResponse<SavedRateCard, SavedRateCard>(saved, before)
  },
  async (before, { container }) => {
    if (before) {
      const { rateCards } = container.resolve<RentalModuleService>(RENTAL_MODULE)
      await rateCards.change(before.name, () => before, before.updated_by)
    }
  }
)

/**
 * Deletes a rate card that no item uses.
 *
 * @example
 * deleteRateCardStep({ name: "tents" })
 */
export const deleteRateCardStep = createStep(
  "delete-rate-card",
  async ({ name }: { name: string }, { container }) => {
    const { rateCards } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const before = await rateCards.remove(name)
    return new StepResponse<SavedRateCard, SavedRateCard>(before, before)
  },
  async (before, { container }) => {
    if (before) {
      const { rateCards } = container.resolve<RentalModuleService>(RENTAL_MODULE)
      await rateCards.create(before.name, before, before.updated_by)
    }
  }
)
