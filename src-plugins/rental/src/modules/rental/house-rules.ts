import { type BigNumber } from "@medusajs/framework/utils"
import { periodError, requestError } from "./errors/rental-error"
import { type RentalOptions } from "./options"
import { todayIn } from "./periods/local-date"
import { readPeriod, refusePeriod } from "./periods/period-rules"
import { type RentalPeriod } from "./periods/rental-period"
import { type RatedPrice } from "./pricing/rate-card"

/**
 * Reads the dates of a request by the rules of the shop.
 *
 * @throws RentalError `rental_period_invalid` naming the field and the rule
 */
export function parsePeriod(
  options: RentalOptions,
  input: { start_date?: unknown; end_date?: unknown }
): RentalPeriod {
  const reading = readPeriod(input, options.rules, todayIn(options.timezone))
  if (reading.refusal) {
    throw periodError(reading.refusal)
  }
  return reading.period
}

/** @throws RentalError `rental_period_invalid` when the period can no longer be rented */
export function checkPeriod(options: RentalOptions, period: RentalPeriod): void {
  const refusal = refusePeriod(period, options.rules, todayIn(options.timezone))
  if (refusal) {
    throw periodError(refusal)
  }
}

/**
 * The price of one unit for a period.
 *
 * @throws RentalError when the shop has no rate card of that name
 */
export function priceUnit(
  options: RentalOptions,
  rateCard: string,
  dayRate: BigNumber,
  period: RentalPeriod
): RatedPrice {
  const card = options.rateCards.get(rateCard)
  if (!card) {
    throw requestError("rate_card", `There is no rate card named "${rateCard}"`)
  }
  return card.price(dayRate, period)
}

/** When a hold that is taken now runs out. */
export function holdExpiry(options: RentalOptions): Date {
  return new Date(Date.now() + options.holdMinutes * 60_000)
}
