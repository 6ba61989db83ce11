import { requestError } from "../errors/rental-error"
import { addDays } from "../periods/local-date"
import { type RentalPeriod } from "../periods/rental-period"
import { instantOf } from "../periods/shop-time"

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export interface QuoteTime {
  /** How long the quote shall hold. */
  days: number
  /** Milliseconds since the epoch. */
  now: number
  /** IANA time zone of the shop. */
  timezone: string
  /** Hours the shop needs between a booking and the start of the rental. */
  lead_hours: number
}

/**
 * Until when a quote can be accepted: so many days from now, and never longer than the shop's
 * lead time leaves. What is quoted later than that holds at most until the day ends on which
 * the goods leave.
 *
 * @returns an ISO instant
 * @throws RentalError `rental_request_invalid` when that day is over
 */
export function quoteExpiry(period: RentalPeriod, time: QuoteTime): string {
  const { start_date, start_time } = period
  const { days, now, timezone, lead_hours } = time
  const dayEnds = instantOf(addDays(start_date, 1), "00:00", timezone, "first")
  if (dayEnds <= now) {
    throw requestError("start_date", "The rental has begun: it can no longer be quoted")
  }
  const begins = instantOf(start_date, start_time ?? "00:00", timezone, "first")
  const leadBegins = begins - lead_hours * HOUR_MS
  const last = lead_hours && now < leadBegins ? leadBegins : dayEnds
  return new Date(Math.min(now + days * DAY_MS, last)).toISOString()
}
