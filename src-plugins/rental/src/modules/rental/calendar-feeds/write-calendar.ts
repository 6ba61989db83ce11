import ical, {
  ICalEventStatus,
  ICalEventTransparency,
  type ICalEventData,
} from "ical-generator"
import { addDays, type LocalDate } from "../periods/local-date"
import { instantOf } from "../periods/shop-time"
import { type FeedGoods, type FeedOrder } from "./feed-orders"

/** An order as people know it. */
export interface FeedLabel {
  /** `#1042` */
  number: string
  /** It holds units but is not placed yet. */
  is_draft: boolean
}

export interface CalendarInput {
  feed_id: string
  name: string
  /** Of the shop. */
  timezone: string
  orders: readonly FeedOrder[]
  labelOf: (orderId: string) => FeedLabel
  titleOf: (goods: FeedGoods) => string
  locationOf: (locationId: string) => string
}

/**
 * A calendar in the iCalendar format (RFC 5545): one event an order, from the day the goods
 * leave to the day they come back. Days are days, without a time or a zone; hours are
 * instants in UTC, which are right also in the hour that comes twice, where a local time
 * would not say which is meant.
 *
 * The same orders always make the same text. An event's SEQUENCE counts the seconds from the
 * order to its last change, so that it rises with each.
 */
export function writeCalendar(input: CalendarInput): string {
  const calendar = ical({
    name: plain(input.name),
    prodId: { company: "Gather", product: "Rental calendar", language: "EN" },
    ttl: REFRESH_SECONDS,
    x: [{ key: "X-WR-TIMEZONE", value: input.timezone }],
  })
  for (const order of input.orders) {
    calendar.createEvent(describe(order, input))
  }
  return calendar.toString()
}

/** How often calendar programs are asked to look. */
const REFRESH_SECONDS = 3600
/** Goods named in a title; the description has all of them. */
const MOST_IN_TITLE = 3

function describe(order: FeedOrder, input: CalendarInput): ICalEventData {
  const { number, is_draft } = input.labelOf(order.order_id)
  const goods = nameGoods(order.goods, input)
  const title = order.is_cancelled ? "cancelled" : shorten(goods)
  return {
    id: `${order.order_id}.${input.feed_id}@gather-rental`,
    ...timesOf(order, input.timezone),
    summary: plain(`${number}: ${title}`),
    description: order.is_cancelled ? null : plain(describeGoods(order, input)),
    location: plain(placesOf(order, input)) || null,
    status: order.is_cancelled
      ? ICalEventStatus.CANCELLED
      : is_draft
        ? ICalEventStatus.TENTATIVE
        : ICalEventStatus.CONFIRMED,
    // Goods that are out do not make the person busy who looks at the calendar.
    transparency: ICalEventTransparency.TRANSPARENT,
    sequence: Math.max(
      0,
      Math.floor((order.changed_at.getTime() - order.created_at.getTime()) / 1000)
    ),
    created: order.created_at,
    lastModified: order.changed_at,
    stamp: order.changed_at,
  }
}

/** The end of an event is the first day, or instant, after it. */
function timesOf(
  { period, is_timed }: FeedOrder,
  timezone: string
): Pick<ICalEventData, "start" | "end" | "allDay"> {
  const { start_date, end_date, start_time, end_time } = period
  if (is_timed && start_time !== undefined && end_time !== undefined) {
    return {
      start: new Date(instantOf(start_date, start_time, timezone, "first")),
      end: new Date(instantOf(end_date, end_time, timezone, "last")),
    }
  }
  return {
    start: midnight(start_date),
    end: midnight(addDays(end_date, 1)),
    allDay: true,
  }
}

/** Only the day of it is written. */
function midnight(day: LocalDate): Date {
  return new Date(`${day}T00:00:00Z`)
}

/** Units by title: what is in several places, or partly back, counts once. */
function nameGoods(
  goods: readonly FeedGoods[],
  { titleOf }: CalendarInput
): [title: string, units: number][] {
  const units = new Map<string, number>()
  for (const row of goods) {
    units.set(titleOf(row), (units.get(titleOf(row)) ?? 0) + row.quantity)
  }
  return [...units.entries()].sort(([a], [b]) => a.localeCompare(b))
}

function shorten(goods: readonly [title: string, units: number][]): string {
  const named = goods
    .slice(0, MOST_IN_TITLE)
    .map(([title, units]) => `${units} × ${title}`)
    .join(", ")
  const more = goods.length - MOST_IN_TITLE
  return more > 0 ? `${named} and ${more} more` : named
}

function describeGoods(order: FeedOrder, input: CalendarInput): string {
  const { start_date, end_date, start_time, end_time } = order.period
  const at = (day: string, time?: string) => (time ? `${day} ${time}` : day)
  return [
    `Leaves: ${at(start_date, start_time)}`,
    `Comes back: ${at(end_date, end_time)}`,
    ...order.goods.map(
      (row) =>
        `${row.quantity} × ${input.titleOf(row)} (${WORDS[row.state] ?? row.state}, ` +
        `${input.locationOf(row.location_id)})`
    ),
  ].join("\n")
}

const WORDS: Partial<Record<FeedGoods["state"], string>> = {
  reserved: "to leave",
  out: "out",
  returned: "back",
}

function placesOf({ goods }: FeedOrder, { locationOf }: CalendarInput): string {
  const places = goods.map(({ location_id }) => locationOf(location_id))
  return [...new Set(places)].sort().join(", ")
}

/** Text of a calendar has no control characters but the ends of lines. */
function plain(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ")
}
