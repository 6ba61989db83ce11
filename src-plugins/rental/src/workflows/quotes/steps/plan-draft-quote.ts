import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { type OrderWrite } from "../../../modules/rental/ledger/write-order"
import { type NewQuote } from "../../../modules/rental/quotes/quotes"
import { quoteExpiry } from "../../../modules/rental/quotes/quote-expiry"
import type RentalModuleService from "../../../modules/rental/service"
import { planConversion } from "../../orders/steps/plan-conversion"
import { type QuoteTerms } from "./plan-cart-quote"
import { readQuoteTime } from "./quote-time"

/**
 * What a draft order books as a quote: its units, if they are kept until it expires.
 *
 * @example
 * planDraftQuoteStep({ order_id: "order_1", days: 14, hold: true, created_by: "user_1" })
 */
export const planDraftQuoteStep = createStep(
  "plan-draft-quote",
  async (
    { order_id, days, hold, created_by }: QuoteTerms & { order_id: string },
    { container }
  ): Promise<StepResponse<{ bookings: OrderWrite; quote: NewQuote }>> => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const bookings = await planConversion(container, order_id)
    const time = await readQuoteTime(rental, days)
    const expires_at = quoteExpiry(bookings.period, time)
    return new StepResponse({
      bookings: { ...bookings, state: hold ? "reserved" : "draft", is_draft: true },
      quote: { order_id, cart_id: null, expires_at, holds: hold, created_by },
    })
  }
)
