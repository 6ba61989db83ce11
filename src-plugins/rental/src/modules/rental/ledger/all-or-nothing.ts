import { RentalError, shortageError } from "../errors/rental-error"
import { visitsFull } from "../errors/visits-full"
import { type BookingContent, type BookingOwner } from "./booking-rows"
import { expireHolds } from "./expire-holds"
import { currentShortages } from "./current-shortages"
import { type Ledger } from "./ledger"
import { CapacityExceeded } from "./transaction"

const ATTEMPTS = 3

/**
 * Books, and turns the refusal of the CHECK into what is missing. When units are missing,
 * holds past their expiry are dropped and it is tried again; so what is free never depends
 * on the sweeper.
 *
 * @param plan what is wanted, planned anew for each attempt
 * @param book one transaction that writes the plan or nothing
 * @throws RentalError `rental_shortage` naming every line that lacks units
 */
export async function bookAllOrNothing<T>(
  ledger: Ledger,
  owner: BookingOwner,
  plan: () => Promise<BookingContent[]>,
  book: (wanted: BookingContent[]) => Promise<T>
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const wanted = await plan()
    try {
      return await book(wanted)
    } catch (error) {
      if (!(error instanceof CapacityExceeded)) {
        throw error
      }
    }
    const dropped = await expireHolds(ledger.knex, [
      ...new Set(wanted.map((booking) => booking.item_id)),
    ])
    if (dropped && attempt < ATTEMPTS) {
      continue
    }
    const shortages = await currentShortages(ledger, owner, wanted)
    const full = visitsFull(shortages)
    if (full) {
      throw full
    }
    if (shortages.length) {
      throw shortageError(shortages)
    }
    if (attempt >= ATTEMPTS) {
      throw new RentalError(
        "rental_busy",
        "These units are being booked by others just now. Please try again."
      )
    }
  }
}
