import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { withdrawQuote } from "../../../modules/rental/quotes/quotes"
import type RentalModuleService from "../../../modules/rental/service"

/**
 * Takes a quote back that was not accepted. It is the only step: there is nothing to undo.
 *
 * @example
 * withdrawQuoteStep({ order_id: "order_1" })
 */
export const withdrawQuoteStep = createStep(
  "withdraw-quote",
  async ({ order_id }: { order_id: string }, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    return new StepResponse(await withdrawQuote(ledger.knex, order_id))
  }
)
