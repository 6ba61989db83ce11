import { periodError, requestError } from "../errors/rental-error"
import { LAST_DAY } from "../periods/local-date"
import { periodDays, type RentalPeriod } from "../periods/rental-period"
import { longestDays } from "../periods/slots"
import { type BookingContent } from "./booking-rows"

/** The most units of one item that one cart or order can book. */
export const MAX_UNITS = 1_000_000

/** An item of which more units are wanted than can be booked at once, if there is one. */
export function beyondMaxUnits(
  wanted: readonly BookingContent[]
): BookingContent | undefined {
  const units = new Map<string, number>()
  return wanted.find(({ item_id, quantity }) => {
    const sum = (units.get(item_id) ?? 0) + quantity
    units.set(item_id, sum)
    return sum > MAX_UNITS
  })
}

/** @throws RentalError `rental_request_invalid` naming `quantity`, when it is too many */
export function refuseBeyondMaxUnits(wanted: readonly BookingContent[]): void {
  const booking = beyondMaxUnits(wanted)
  if (booking) {
    throw requestError(
      "quantity",
      `${booking.line_quantity} of variant ${booking.line_variant_id}, with what else is ` +
        `asked for, take more than ${MAX_UNITS} units of one item: that cannot be booked`
    )
  }
}

/** @throws RentalError `rental_period_invalid`, rule `too_long`, when an item cannot be booked so long */
export function refuseTooLong(period: RentalPeriod, slotMinutes: number): void {
  const longest = longestDays(slotMinutes)
  if (periodDays(period) > longest) {
    throw periodError({
      rule: "too_long",
      field: "end_date",
      message:
        `What is counted by ${slotMinutes} minutes is rented for at most ${longest} days, ` +
        `first and last day included; this is ${periodDays(period)}.`,
    })
  }
}

/** @throws RentalError `rental_request_invalid` naming the field of a day beyond counting */
export function refuseFarDay(field: string, day: string | null | undefined): void {
  if (day && day > LAST_DAY) {
    throw requestError(field, `${field} must not be after ${LAST_DAY}`)
  }
}
