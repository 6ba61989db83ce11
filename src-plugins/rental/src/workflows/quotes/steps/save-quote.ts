import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import {
  deleteQuote,
  insertQuote,
  type NewQuote,
} from "../../../modules/rental/quotes/quotes"
import type RentalModuleService from "../../../modules/rental/service"

/**
 * Notes that a draft order is a quote.
 *
 * @example
 * saveQuoteStep({ order_id, cart_id: null, expires_at, holds: false, created_by: null })
 */
export const saveQuoteStep = createStep(
  "save-quote",
  async (quote: NewQuote, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const saved = await insertQuote(ledger.knex, quote)
    return new StepResponse(saved, saved.id)
  },
  async (id, { container }) => {
    if (id) {
      const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
      await deleteQuote(ledger.knex, id)
    }
  }
)
