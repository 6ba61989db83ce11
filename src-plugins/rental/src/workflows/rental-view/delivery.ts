import {
  jobLine,
  type DeliveryChoice,
} from "../../modules/rental/delivery/delivery-choice"
import {
  DAY_OF_KIND,
  type DeliveryKind,
} from "../../modules/rental/delivery/delivery-kinds"
import { type BookingRow } from "../../modules/rental/ledger/booking-rows"
import { type RentalPeriod } from "../../modules/rental/periods/rental-period"

/** What clients read of the delivery of a cart or an order. */
export interface ChosenDelivery {
  zone: { id: string; name: string }
  address: { country_code: string; postal_code: string }
  note: string | null
  jobs: ChosenDeliveryJob[]
}

export interface ChosenDeliveryJob {
  kind: DeliveryKind
  date: string
  window: { id: string; name: string; start_time: string; end_time: string } | null
}

/** Of a cart, whose windows are held for a time. */
export interface RentalDelivery extends ChosenDelivery {
  jobs: (ChosenDeliveryJob & {
    /** `expired`: not held any more; POST rental-hold takes it again. */
    state: "held" | "reserved" | "expired"
  })[]
}

/** The delivery of a cart or an order as it is chosen; null when nothing is. */
export function deliveryOf(owner: {
  delivery: DeliveryChoice | null
  period: RentalPeriod
}): ChosenDelivery | null {
  const { delivery, period } = owner
  return (
    delivery && {
      zone: { id: delivery.zone_id, name: delivery.zone_name },
      address: delivery.address,
      note: delivery.note,
      jobs: delivery.jobs.map(({ kind, window }) => ({
        kind,
        date: period[DAY_OF_KIND[kind]],
        window,
      })),
    }
  )
}

/** The delivery of a cart, with what is held of it. */
export function describeDelivery(
  cart: { delivery: DeliveryChoice | null; period: RentalPeriod },
  bookings: readonly BookingRow[]
): RentalDelivery | null {
  const chosen = deliveryOf(cart)
  return (
    chosen && {
      ...chosen,
      jobs: chosen.jobs.map((job) => ({ ...job, state: stateOf(job, bookings) })),
    }
  )
}

function stateOf(
  { kind, window }: ChosenDeliveryJob,
  bookings: readonly BookingRow[]
): RentalDelivery["jobs"][number]["state"] {
  const booking = bookings.find(({ line_item_id }) => line_item_id === jobLine(kind))
  if (!window || booking?.state === "reserved") {
    return window ? "reserved" : "held"
  }
  return Date.parse(booking?.expires_at ?? "") > Date.now() ? "held" : "expired"
}
