import { requestError } from "../errors/rental-error"
import { addDays } from "../periods/local-date"
import { type RentalPeriod } from "../periods/rental-period"
import { instantOf } from "../periods/shop-time"

const DAY_MS = 86_400_000

/**
 * Until when a quote can be accepted: so many days from now, and never longer than until the
 * day ends on which the goods leave.
 *
 * @returns an ISO instant
 * @throws RentalError `rental_request_invalid` when that day is over
 */
export function quoteExpiry(
  period: RentalPeriod,
  timezone: string,
  days: number,
  now: number
): string {
  const lastMoment = instantOf(addDays(period.start_date, 1), "00:00", timezone, "first")
  if (lastMoment <= now) {
    throw requestError("start_date", "The rental has begun: it can no longer be quoted")
  }
  return new Date(Math.min(now + days * DAY_MS, lastMoment)).toISOString()
}
