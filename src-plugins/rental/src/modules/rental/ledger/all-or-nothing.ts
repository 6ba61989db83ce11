import { RentalError, shortageError, type Shortage } from "../errors/rental-error"
import { visitsFull } from "../errors/visits-full"
import { windowFull } from "../errors/window-full"
import { beyondMaxUnits, refuseBeyondMaxUnits } from "./booking-limits"
import { type BookingContent } from "./booking-rows"
import { currentShortages } from "./current-shortages"
import { expireHolds } from "./expire-holds"
import { type Spared } from "./free-slots"
import { type Ledger } from "./ledger"
import { CapacityExceeded } from "./transaction"

const ATTEMPTS = 3

/**
 * Books, and turns the refusal of the CHECK into what is missing. When units are missing,
 * holds past their expiry are dropped and it is tried again, as it is when another place has
 * the units now; so what is free never depends on the sweeper.
 *
 * @param owner whose bookings do not count against what is wanted
 * @param work.plan what is wanted and from where, planned anew for each attempt
 * @param work.jobs what is wanted of windows of delivery; asked only when something is missing
 * @param work.book one transaction that writes the plan or nothing
 * @param lacks what is missing of a plan
 * @throws RentalError `rental_shortage` naming every line that lacks units
 */
export async function bookAllOrNothing<T>(
  ledger: Ledger,
  owner: Spared,
  {
    plan,
    jobs: readJobs,
    book,
  }: {
    plan: () => Promise<BookingContent[]>
    jobs?: () => Promise<BookingContent[]>
    book: (wanted: BookingContent[]) => Promise<T>
  },
  lacks: (wanted: BookingContent[]) => Promise<Shortage[]>
): Promise<T> {
  let wanted = await plan()
  for (let attempt = 1; ; attempt++) {
    try {
      if (beyondMaxUnits(wanted)) {
        throw new CapacityExceeded()
      }
      return await book(wanted)
    } catch (error) {
      if (!(error instanceof CapacityExceeded)) {
        throw error
      }
    }
    const jobs = (await readJobs?.()) ?? []
    const dropped = await expireHolds(ledger.knex, [
      ...new Set([...wanted, ...jobs].map((booking) => booking.item_id)),
    ])
    const refused = wanted
    wanted = await plan()
    if (attempt < ATTEMPTS && (dropped || !samePlaces(refused, wanted))) {
      continue
    }
    const shortages = await lacks(wanted)
    const full = await visitsFull(ledger, owner, wanted, shortages)
    if (full) {
      throw full
    }
    if (shortages.length) {
      throw shortageError(shortages)
    }
    const lacking = jobs.length ? await currentShortages(ledger, owner, jobs) : []
    const noWindow = await windowFull(ledger, owner, jobs, lacking)
    if (noWindow) {
      throw noWindow
    }
    refuseBeyondMaxUnits(wanted)
    if (attempt >= ATTEMPTS) {
      throw new RentalError(
        "rental_busy",
        "These units are being booked by others just now. Please try again."
      )
    }
  }
}

function samePlaces(
  before: readonly BookingContent[],
  after: readonly BookingContent[]
): boolean {
  const placesIn = (bookings: readonly BookingContent[]) =>
    bookings.map((b) => `${b.line_item_id} ${b.item_id} ${b.location_id}`).sort()
  const known = placesIn(before)
  return placesIn(after).every((place, at) => place === known[at])
}
