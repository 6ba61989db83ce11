import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { type BookingState } from "../ledger/booking-rows"
import { rowsOf } from "../ledger/query"
import { type LocalDate } from "../periods/local-date"
import { periodOf, type PeriodColumns, type RentalPeriod } from "../periods/rental-period"
import { DAY_SLOT } from "../periods/slots"
import { type CalendarFeed } from "./feed-rows"

/** An order of which something is in a calendar. */
export interface FeedOrder {
  order_id: string
  period: RentalPeriod
  /** Nothing of it that the calendar shows will leave. */
  is_cancelled: boolean
  /** The period has times, and all that the calendar shows is rented by the hour. */
  is_timed: boolean
  /** What leaves and comes back: packages as their components; none once cancelled. */
  goods: FeedGoods[]
  created_at: Date
  /** When anything of the order last changed. */
  changed_at: Date
}

export interface FeedGoods {
  item_id: string
  variant_id: string | null
  product_id: string | null
  location_id: string
  quantity: number
  state: BookingState
}

/** The days a calendar shows, and since when a cancelled order is left out of it. */
export interface FeedWindow {
  from: LocalDate
  to: LocalDate
  cancelled_since: Date
}

/** The orders of a feed whose periods touch the window, the earliest first. */
export async function readFeedOrders(
  knex: Knex,
  feed: Pick<CalendarFeed, "location_id" | "variant_id">,
  window: FeedWindow
): Promise<FeedOrder[]> {
  const rows = await rowsOf<FeedRow>(knex, GOODS, [
    window.from,
    window.to,
    feed.location_id,
    feed.location_id,
    feed.variant_id,
    feed.variant_id,
    feed.variant_id,
  ])
  return groupByOrder(rows)
    .map(describe)
    .filter((order) => !order.is_cancelled || order.changed_at >= window.cancelled_since)
}

interface FeedRow extends FeedGoods, PeriodColumns {
  order_id: string
  slot_minutes: number
  created_at: Date
  changed_at: Date
}

const GOODS = `
  WITH chosen AS (
    SELECT o.*, (
             SELECT greatest(o.updated_at, max(b.updated_at)) FROM rental_booking b
              WHERE b.order_id = o.order_id
           ) AS changed_at
      FROM rental_order o
     WHERE o.end_date >= ? AND o.start_date <= ?
  )
  SELECT o.order_id, o.start_date::text, o.end_date::text, o.start_time, o.end_time,
         o.created_at, o.changed_at, b.item_id, i.variant_id, i.product_id, b.location_id,
         b.state, b.slot_minutes, sum(b.quantity)::integer AS quantity
    FROM chosen o
    JOIN rental_booking b ON b.order_id = o.order_id
    LEFT JOIN rental_item i ON i.id = b.item_id
   WHERE b.state IN ('reserved', 'out', 'returned', 'cancelled', 'no_show')
     AND b.item_id NOT LIKE '#%'
     AND (?::text IS NULL OR b.location_id = ?)
     AND (?::text IS NULL OR b.line_variant_id = ? OR i.variant_id = ?)
   GROUP BY o.order_id, o.start_date, o.end_date, o.start_time, o.end_time, o.created_at,
            o.changed_at, b.item_id, i.variant_id, i.product_id, b.location_id, b.state,
            b.slot_minutes
   ORDER BY o.start_date, o.order_id, b.item_id, b.location_id, b.state
`

function groupByOrder(rows: readonly FeedRow[]): FeedRow[][] {
  const orders = new Map<string, FeedRow[]>()
  for (const row of rows) {
    const order = orders.get(row.order_id)
    if (order) {
      order.push(row)
    } else {
      orders.set(row.order_id, [row])
    }
  }
  return [...orders.values()]
}

function describe(rows: readonly FeedRow[]): FeedOrder {
  const [first] = rows as [FeedRow]
  const live = rows.filter(({ state }) => state !== "cancelled" && state !== "no_show")
  const shown = live.length ? live : rows
  return {
    order_id: first.order_id,
    period: periodOf(first.start_date, first.end_date, first.start_time, first.end_time),
    is_cancelled: live.length === 0,
    is_timed:
      first.start_time !== null &&
      shown.every(({ slot_minutes }) => slot_minutes !== DAY_SLOT),
    goods: live,
    created_at: first.created_at,
    changed_at: first.changed_at,
  }
}
