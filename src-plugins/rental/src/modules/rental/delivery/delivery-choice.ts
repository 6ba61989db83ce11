import { type BookingContent } from "../ledger/booking-rows"
import { NO_LOCATION } from "../ledger/plan-bookings"
import { daySlot, DAY_SLOT } from "../periods/slots"
import { periodColumns, type RentalPeriod } from "../periods/rental-period"
import { DAY_OF_KIND, type DeliveryKind } from "./delivery-kinds"
import { windowItem } from "./windows"
import { type Address } from "./zones"

/** What a customer has chosen of delivery, as it is kept with a cart and its order. */
export interface DeliveryChoice {
  readonly zone_id: string
  readonly zone_name: string
  readonly address: Address
  /** From the stock location, in the shop's unit; null when it is not known. */
  readonly distance: number | null
  readonly jobs: readonly ChosenJob[]
  /** For the crew: `Ring at the gate`. */
  readonly note: string | null
}

/** A job, and the window it is done in; a shop without windows for it has none. */
export interface ChosenJob {
  readonly kind: DeliveryKind
  readonly window: {
    readonly id: string
    readonly name: string
    readonly start_time: string
    readonly end_time: string
  } | null
}

/** A line of the ledger that stands for a job: `#delivery`. */
export function jobLine(kind: DeliveryKind): string {
  return `#${kind}`
}

/**
 * The bookings of a choice's jobs: one unit of its window on its day, counted like units of
 * goods and under the same CHECK.
 */
export function planJobs(
  choice: DeliveryChoice | null,
  period: RentalPeriod,
  state: BookingContent["state"]
): BookingContent[] {
  return (choice?.jobs ?? []).flatMap(({ kind, window }) => {
    if (!window) {
      return []
    }
    const day = daySlot(period[DAY_OF_KIND[kind]])
    return [
      {
        line_item_id: jobLine(kind),
        line_variant_id: jobLine(kind),
        line_quantity: 1,
        item_id: windowItem(window.id),
        location_id: NO_LOCATION,
        quantity: 1,
        ...periodColumns(period),
        slot_minutes: DAY_SLOT,
        turnaround_before: 0,
        turnaround_after: 0,
        occupied_from: day,
        occupied_to: day,
        state,
        expires_at: null,
      },
    ]
  })
}
