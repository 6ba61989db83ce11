import { type Shortage } from "../errors/rental-error"
import { type BookingContent } from "./booking-rows"
import { findShortages } from "./find-shortages"
import { readFreeSlots, type Spared } from "./free-slots"
import { type Ledger } from "./ledger"

/** What the wanted bookings lack, those of their owner not counted. */
export async function currentShortages(
  ledger: Ledger,
  owner: Spared | null,
  wanted: readonly BookingContent[]
): Promise<Shortage[]> {
  if (!wanted.length) {
    return []
  }
  const slots = await readFreeSlots(ledger.knex, wanted, owner)
  return findShortages(wanted, slots, ledger.timezone)
}
