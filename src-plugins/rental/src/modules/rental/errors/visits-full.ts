import { DEPARTURES, RETURNS } from "../ledger/plan-bookings"
import { periodError, type RentalError, type Shortage } from "./rental-error"

/** The refusal of a day on which no more goods can leave or come back, if that is missing. */
export function visitsFull(shortages: readonly Shortage[]): RentalError | null {
  const departures = shortages.find((s) => s.variant_id === DEPARTURES)
  if (departures) {
    return periodError({
      rule: "departures_full",
      field: "start_date",
      message: `No more goods can leave on ${departures.slots[0]}: the day is full`,
    })
  }
  const returns = shortages.find((s) => s.variant_id === RETURNS)
  return returns
    ? periodError({
        rule: "returns_full",
        field: "end_date",
        message: `No more goods can come back on ${returns.slots[0]}: the day is full`,
      })
    : null
}
