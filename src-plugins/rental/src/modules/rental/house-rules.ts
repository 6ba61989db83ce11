import { type BigNumber } from "@medusajs/framework/utils"
import { periodError, requestError } from "./errors/rental-error"
import { type RentalOptions } from "./options"
import { type RentalPeriod } from "./periods/rental-period"
import { type RatedPrice } from "./pricing/rate-card"
import { type ShopRules } from "./rules/period-rules"
import { readPeriod, refusePeriod, type PeriodInput } from "./rules/refuse-period"

const MINUTE_MS = 60_000

/**
 * Reads the dates of a request by the rules of the shop; `requirePeriod` also names the
 * nearest period that works.
 *
 * @throws RentalError `rental_period_invalid` naming the field and the rule
 */
export function parsePeriod(
  shop: ShopRules,
  input: PeriodInput,
  now: Date = new Date()
): RentalPeriod {
  const reading = readPeriod(input, shop, now)
  if (reading.refusal) {
    throw periodError(reading.refusal)
  }
  return reading.period
}

/** @throws RentalError `rental_period_invalid` when the period can no longer be rented */
export function checkPeriod(
  shop: ShopRules,
  period: RentalPeriod,
  now: Date = new Date()
): void {
  const refusal = refusePeriod(period, shop, now)
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
  return new Date(Date.now() + options.holdMinutes * MINUTE_MS)
}
