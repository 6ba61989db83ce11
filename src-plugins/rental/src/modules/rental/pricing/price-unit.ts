import { type BigNumber } from "@medusajs/framework/utils"
import { requestError } from "../errors/rental-error"
import { type RentalOptions } from "../options"
import { type RentalPeriod } from "../periods/rental-period"
import { type RatedPrice } from "./rate-card"

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
