import { DEPARTURES, RETURNS } from "../ledger/plan-bookings"
import { type LocalDate } from "../periods/local-date"
import { spokenDay } from "../rules/spoken-day"
import { periodError, type RentalError, type Shortage } from "./rental-error"

/** The refusal of a day on which no more goods can leave or come back, if that is missing. */
export function visitsFull(shortages: readonly Shortage[]): RentalError | null {
  const departures = shortages.find((s) => s.variant_id === DEPARTURES)
  if (departures) {
    return periodError({
      rule: "departures_full",
      field: "start_date",
      message:
        `No more rentals can leave on ${dayOf(departures)}: the day is full. ` +
        "Please start on another day.",
    })
  }
  const returns = shortages.find((s) => s.variant_id === RETURNS)
  return returns
    ? periodError({
        rule: "returns_full",
        field: "end_date",
        message:
          `No more rentals can come back on ${dayOf(returns)}: the day is full. ` +
          "Please end on another day.",
      })
    : null
}

function dayOf(shortage: Shortage): string {
  return spokenDay(shortage.slots[0] as LocalDate)
}
