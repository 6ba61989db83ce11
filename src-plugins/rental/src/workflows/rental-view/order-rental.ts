import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import {
  type BookingRow,
  type BookingState,
} from "../../modules/rental/ledger/booking-rows"
import { periodDays, periodOf } from "../../modules/rental/periods/rental-period"
import type RentalModuleService from "../../modules/rental/service"
import { variantTitle } from "../variant-title"

/** What clients read as the rental side of an order. */
export interface OrderRental {
  start_date: string
  end_date: string
  days: number
  lines: OrderRentalLine[]
}

export interface OrderRentalLine {
  /** The order's line; null when it was removed from the order. */
  line_item_id: string | null
  variant_id: string
  title: string
  quantity: number
  state: BookingState
  /** The bookings behind the line: several for a package. */
  bookings: {
    variant_id: string | null
    title: string
    quantity: number
    occupied_from: string
    occupied_to: string
    state: BookingState
  }[]
}

/** The rental side of an order; null when nothing in it is rented. */
export async function readOrderRental(
  container: MedusaContainer,
  orderId: string
): Promise<OrderRental | null> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const bookings = await rental.readOrderBookings(orderId)
  const first = bookings[0]
  if (!first) {
    return null
  }
  const itemVariants = new Map(
    (
      await rental.listRentalItems(
        { id: [...new Set(bookings.map((b) => b.item_id))] },
        { select: ["id", "variant_id"] }
      )
    ).map((item) => [item.id, item.variant_id])
  )
  const variantIds = [...itemVariants.values(), ...bookings.map((b) => b.line_variant_id)]
  const [orders, variants] = await Promise.all([
    query.graph({
      entity: "order",
      fields: ["id", "items.id", "items.variant_id"],
      filters: { id: orderId },
    }),
    query.graph({
      entity: "product_variant",
      fields: ["id", "title", "product.title"],
      filters: { id: [...new Set(variantIds)] },
    }),
  ])
  const titles = new Map(variants.data.map((v) => [v.id, variantTitle(v)]))
  const order = orders.data[0] as unknown as QueriedOrder | undefined
  const orderLines = new Map(
    (order?.items ?? []).flatMap((line) =>
      line.variant_id ? [[line.variant_id, line.id] as const] : []
    )
  )
  const period = periodOf(first.start_date, first.end_date)
  return { ...period, days: periodDays(period), lines: groupByLine(bookings).map(toLine) }

  function toLine(own: readonly BookingRow[]): OrderRentalLine {
    const { line_variant_id, line_quantity } = own[0]!
    return {
      line_item_id: orderLines.get(line_variant_id) ?? null,
      variant_id: line_variant_id,
      title: titles.get(line_variant_id) ?? line_variant_id,
      quantity: line_quantity,
      state: commonState(own),
      bookings: own.map((booking) => {
        const variant_id = itemVariants.get(booking.item_id) ?? null
        return {
          variant_id,
          title: titles.get(variant_id ?? "") ?? booking.item_id,
          quantity: booking.quantity,
          occupied_from: booking.occupied_from,
          occupied_to: booking.occupied_to,
          state: booking.state,
        }
      }),
    }
  }
}

interface QueriedOrder {
  items?: { id: string; variant_id: string | null }[]
}

function groupByLine(bookings: readonly BookingRow[]): BookingRow[][] {
  const lines = new Map<string, BookingRow[]>()
  for (const booking of bookings) {
    lines.set(booking.line_item_id, [...(lines.get(booking.line_item_id) ?? []), booking])
  }
  return [...lines.values()]
}

/** The state of a line whose parts may differ: the one that is least far along. */
function commonState(bookings: readonly BookingRow[]): BookingState {
  const order: BookingState[] = [
    "reserved",
    "out",
    "returned",
    "held",
    "expired",
    "cancelled",
  ]
  return order.find((state) => bookings.some((b) => b.state === state)) ?? "cancelled"
}
