import { type BigNumberInput, type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { type AgreedCharges } from "../../modules/rental/charges/agreed-charges"
import { type BookingRow } from "../../modules/rental/ledger/booking-rows"
import { readAssignedUnits } from "../../modules/rental/ledger/units"
import { periodDays, type RentalPeriod } from "../../modules/rental/periods/rental-period"
import { type Breakdown } from "../../modules/rental/pricing/breakdown"
import { type LinePrice } from "../../modules/rental/pricing/line-prices"
import { slotLabel } from "../../modules/rental/periods/slots"
import { goodsState, type GoodsState } from "../../modules/rental/ledger/goods-state"
import type RentalModuleService from "../../modules/rental/service"
import { deliveryOf, type ChosenDelivery } from "./delivery"
import { readVariantTitles } from "./variant-titles"

/** What clients read as the rental side of an order. */
export interface OrderRental extends RentalPeriod {
  days: number
  /** What is chosen of delivery; null when nothing is. */
  delivery: ChosenDelivery | null
  /** Deposit and late fees as they were agreed; null for nothing beside the prices. */
  charges: AgreedCharges | null
  lines: OrderRentalLine[]
}

export interface OrderRentalLine {
  /** The order's line; null when it was removed from the order. */
  line_item_id: string | null
  variant_id: string
  title: string
  quantity: number
  state: GoodsState
  /**
   * What the line was priced with, as agreed; null when somebody has set its price by hand,
   * or nothing is known of it.
   */
  price: OrderLinePrice | null
  /** The bookings behind the line: several for a package, or when goods move in parts. */
  bookings: OrderRentalBooking[]
}

export interface OrderLinePrice {
  unit_price: number
  currency_code: string
  breakdown: Breakdown
  /** For what it was made: a change of the order can keep it for other dates. */
  priced_for: RentalPeriod & { quantity: number }
  priced_at: string
  /** The rate card as it was then; null for one written in code. For staff only. */
  definition?: unknown
}

export interface OrderRentalBooking {
  /** What check-out and check-in are told. */
  id: string
  variant_id: string | null
  title: string
  quantity: number
  /** First and last slot, turnaround included: days, or times for items by the hour. */
  occupied_from: string
  occupied_to: string
  state: GoodsState
  /** How many are packed, while it is reserved. */
  prepared: number
  /** How they left and came back; `damaged` or `lost`, what was set apart. */
  condition_out: BookingRow["condition_out"]
  condition: BookingRow["condition"]
  note: string | null
  /** Where it is kept, in the shop's own words. */
  storage_place: string | null
  /** Serial units that are packed for it, or left with it. */
  units: { id: string; serial: string }[]
}

/** The rental side of an order; null when nothing in it is rented. */
export async function readOrderRental(
  container: MedusaContainer,
  orderId: string
): Promise<OrderRental | null> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const [order, bookings] = await Promise.all([
    rental.readOrder(orderId),
    rental.readOrderBookings(orderId),
  ])
  if (!order || !bookings.length) {
    return null
  }
  const items = await rental.ledger.items()
  const variantOf = (row: BookingRow) => items.get(row.item_id)?.variant_id ?? null
  const [titles, orderLines, units, prices] = await Promise.all([
    readVariantTitles(
      container,
      bookings.flatMap((row) => [row.line_variant_id, variantOf(row) ?? []].flat())
    ),
    readOrderLines(container, orderId),
    readAssignedUnits(
      rental.ledger.knex,
      bookings.map((row) => row.id)
    ),
    rental.readLinePrices(orderId),
  ])
  const { period } = order
  return {
    ...period,
    days: periodDays(period),
    delivery: deliveryOf(order),
    charges: order.charges,
    lines: groupByLine(bookings).map(toLine),
  }

  function toLine(all: readonly BookingRow[]): OrderRentalLine {
    const own = withoutCancelled(all)
    const { line_variant_id, line_quantity } = own[0]!
    const line = orderLines.get(line_variant_id)
    return {
      line_item_id: line?.id ?? null,
      variant_id: line_variant_id,
      title: titles.get(line_variant_id) ?? line_variant_id,
      quantity: line_quantity,
      state: commonState(own),
      price: line ? describePrice(prices.get(line_variant_id), line.unit_price) : null,
      bookings: own.map(toBooking),
    }
  }

  function toBooking(row: BookingRow): OrderRentalBooking {
    const { timezone } = rental.options
    const variant_id = variantOf(row)
    return {
      id: row.id,
      variant_id,
      title: titles.get(variant_id ?? "") ?? row.item_id,
      quantity: row.quantity,
      occupied_from: slotLabel(row.occupied_from, row.slot_minutes, timezone),
      occupied_to: slotLabel(row.occupied_to, row.slot_minutes, timezone),
      state: goodsState(row),
      prepared: row.prepared,
      condition_out: row.condition_out,
      condition: row.condition,
      note: row.goods_note,
      storage_place: items.get(row.item_id)?.storage_place ?? null,
      units: units.get(row.id) ?? [],
    }
  }
}

interface OrderLine {
  id: string
  variant_id: string | null
  unit_price: unknown
}

/** The lines of an order by variant. */
async function readOrderLines(
  container: MedusaContainer,
  orderId: string
): Promise<Map<string, OrderLine>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    // Asked for by name, the prices would be those before any change of the order.
    fields: ["id", "items.*"],
    filters: { id: orderId },
  })
  const order = data[0] as unknown as { items?: OrderLine[] } | undefined
  return new Map(
    (order?.items ?? []).flatMap((line) =>
      line.variant_id ? [[line.variant_id, line] as const] : []
    )
  )
}

/** The record is of the price that holds, or of one that was replaced by hand. */
function describePrice(
  record: LinePrice | undefined,
  unitPrice: unknown
): OrderLinePrice | null {
  if (!record || !MathBN.eq(record.unit_price, unitPrice as BigNumberInput)) {
    return null
  }
  const { currency_code, breakdown, period, quantity, priced_at, definition } = record
  return {
    unit_price: Number(record.unit_price),
    currency_code,
    breakdown,
    priced_for: { ...period, quantity },
    priced_at: priced_at ?? "",
    definition,
  }
}

function groupByLine(bookings: readonly BookingRow[]): BookingRow[][] {
  const lines = new Map<string, BookingRow[]>()
  for (const booking of bookings) {
    lines.set(booking.line_item_id, [...(lines.get(booking.line_item_id) ?? []), booking])
  }
  return [...lines.values()]
}

/** What a line booked before it changed says nothing any more; a cancelled line, all. */
function withoutCancelled(bookings: readonly BookingRow[]): readonly BookingRow[] {
  const live = bookings.filter((row) => !["cancelled", "expired"].includes(row.state))
  return live.length ? live : bookings
}

/** The state of a line whose parts may differ: the one that is least far along. */
function commonState(bookings: readonly BookingRow[]): GoodsState {
  const order: GoodsState[] = [
    "draft",
    "reserved",
    "prepared",
    "out",
    "returned",
    "checked",
    "lost",
    "no_show",
    "held",
    "expired",
    "cancelled",
  ]
  return (
    order.find((state) => bookings.some((b) => goodsState(b) === state)) ?? "cancelled"
  )
}
