import { KIND_WORDS, type DeliveryKind } from "../delivery/delivery-kinds"
import { findFreeWindows } from "../delivery/free-windows"
import { WINDOW_ITEM } from "../delivery/windows"
import { type BookingContent } from "../ledger/booking-rows"
import { type Spared } from "../ledger/free-slots"
import { type Ledger } from "../ledger/ledger"
import { dayOfSlot } from "../periods/slots"
import { spokenDay } from "../rules/spoken-day"
import { RentalError, type Shortage } from "./rental-error"

/**
 * The refusal of a window that has no job left on its day, if that is missing. It names the
 * windows that are free next, of the same day first.
 *
 * @param jobs what was wanted of windows
 */
export async function windowFull(
  ledger: Ledger,
  owner: Spared,
  jobs: readonly BookingContent[],
  shortages: readonly Shortage[]
): Promise<RentalError | null> {
  const job = jobs.find(({ line_variant_id }) =>
    shortages.some(({ variant_id }) => variant_id === line_variant_id)
  )
  if (!job) {
    return null
  }
  const kind = job.line_item_id.slice(1) as DeliveryKind
  const window_id = job.item_id.slice(WINDOW_ITEM.length)
  const date = dayOfSlot(job.occupied_from)
  const { windows } = await ledger.delivery.current()
  const name = windows.find(({ id }) => id === window_id)?.name ?? "That window"
  return new RentalError(
    "rental_window_full",
    `${KIND_WORDS[kind]} on ${spokenDay(date)}: ${name} is full. ` +
      "Please choose another window or day.",
    {
      field: "jobs",
      kind,
      window_id,
      date,
      next: await findFreeWindows(ledger, { kind, date, like: window_id, owner }),
    }
  )
}
