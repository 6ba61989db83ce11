import { readMoment } from "../../../modules/rental/ledger/order-goods"
import { type QuoteTime } from "../../../modules/rental/quotes/quote-expiry"
import type RentalModuleService from "../../../modules/rental/service"

/** What decides how long a quote holds that is made now, by the ledger's clock. */
export async function readQuoteTime(
  rental: RentalModuleService,
  days: number
): Promise<QuoteTime> {
  const [{ instant }, { rules, timezone }] = await Promise.all([
    readMoment(rental.ledger.knex, rental.ledger),
    rental.shopRules(),
  ])
  return { days, now: instant, timezone, lead_hours: rules.lead_hours }
}
