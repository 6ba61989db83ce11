import { type MedusaContainer } from "@medusajs/framework/types"
import { RENTAL_MODULE } from "../../modules/rental"
import { notFoundError } from "../../modules/rental/errors/rental-error"
import { readAffected } from "../../modules/rental/ledger/affected"
import { type BookingRow } from "../../modules/rental/ledger/booking-rows"
import { readFreeUnits } from "../../modules/rental/ledger/free-units"
import { orderOfBooking } from "../../modules/rental/ledger/move-booking"
import { periodOf, type RentalPeriod } from "../../modules/rental/periods/rental-period"
import { nextAvailable } from "../../modules/rental/rules/next-available"
import type RentalModuleService from "../../modules/rental/service"
import { findAlternatives, type Alternative } from "./alternatives"

/** What can be done for a booking that goes short. */
export interface WaysOut {
  booking_id: string
  order_id: string
  variant_id: string
  quantity: number
  /** How many units it lacks; 0 when it has all of them. */
  short: number
  period: RentalPeriod
  /** Other places from which all of its units can come. */
  other_locations: { location_id: string; available: number }[]
  /** Other items of its categories of which as many as are missing are free. */
  alternatives: Alternative[]
  /** The nearest dates on which the whole order has its goods; null when there are none. */
  other_dates: RentalPeriod | null
}

/**
 * What can be done for a booking: goods from another place, another item, other dates.
 *
 * @throws RentalError `rental_not_found`
 */
export async function findWaysOut(
  container: MedusaContainer,
  bookingId: string
): Promise<WaysOut> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const { ledger } = rental
  const order_id = await orderOfBooking(ledger, bookingId)
  const bookings = await rental.readOrderBookings(order_id)
  const row = bookings.find(({ id }) => id === bookingId)!
  const item = (await ledger.items()).get(row.item_id)
  if (!item) {
    throw notFoundError("id", "This item is not for rent any more")
  }
  const [affected] = (
    await readAffected(ledger, { item_ids: [item.id], order_id })
  ).filter(({ booking_id }) => booking_id === bookingId)
  const short = affected?.short ?? 0
  const period = periodOf(row.start_date, row.end_date, row.start_time, row.end_time)
  const [places, alternatives, other_dates] = await Promise.all([
    readFreeUnits(ledger.knex, period, ledger.timezone, [item.id], { order_id }),
    findAlternatives(container, {
      variant_id: item.variant_id,
      quantity: short || row.quantity,
      period,
    }),
    otherDates(rental, order_id, bookings, period),
  ])
  return {
    booking_id: bookingId,
    order_id,
    variant_id: item.variant_id,
    quantity: row.quantity,
    short,
    period,
    other_locations: places
      .filter(
        ({ location_id, available }) =>
          location_id !== row.location_id && available >= row.quantity
      )
      .map(({ location_id, available }) => ({ location_id, available }))
      .sort((a, b) => b.available - a.available),
    alternatives,
    other_dates,
  }
}

/** The order's own dates, when it lacks nothing on them. */
async function otherDates(
  { ledger }: RentalModuleService,
  order_id: string,
  bookings: readonly BookingRow[],
  asked: RentalPeriod
): Promise<RentalPeriod | null> {
  const lines = new Map(
    bookings
      .filter(({ state }) => state === "reserved" || state === "out")
      .map(({ line_variant_id, line_quantity }) => [
        line_variant_id,
        { variant_id: line_variant_id, quantity: line_quantity },
      ])
  )
  return await nextAvailable(ledger, {
    asked,
    shop: await ledger.shopRules(),
    lines: [...lines.values()],
    owner: { order_id },
  })
}
