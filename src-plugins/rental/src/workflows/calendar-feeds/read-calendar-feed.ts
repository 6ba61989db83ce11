import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import {
  readFeedOrders,
  type FeedOrder,
} from "../../modules/rental/calendar-feeds/feed-orders"
import { useFeed, type CalendarFeed } from "../../modules/rental/calendar-feeds/feed-rows"
import {
  writeCalendar,
  type CalendarInput,
} from "../../modules/rental/calendar-feeds/write-calendar"
import { addDays } from "../../modules/rental/periods/local-date"
import { readMoment } from "../../modules/rental/ledger/order-goods"
import type RentalModuleService from "../../modules/rental/service"
import { readOrderLabels } from "../reports/order-labels"
import { readReportNames } from "../reports/reported-items"

/** How far a calendar reaches, in days from today. */
const DAYS_BACK = 90
const DAYS_AHEAD = 730
/** Days for which a cancelled order still says so: programs that look rarely learn of it. */
const DAYS_CANCELLED = 30

const DAY_MS = 86_400_000

/**
 * The calendar behind a secret address, as iCalendar text.
 *
 * @returns null when no feed has this secret, or has it any more
 */
export async function readCalendarFeed(
  container: MedusaContainer,
  token: string
): Promise<string | null> {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const feed = await useFeed(ledger.knex, token)
  if (!feed) {
    return null
  }
  const { today, instant } = await readMoment(ledger.knex, ledger)
  const orders = await readFeedOrders(ledger.knex, feed, {
    from: addDays(today, -DAYS_BACK),
    to: addDays(today, DAYS_AHEAD),
    cancelled_since: new Date(instant - DAYS_CANCELLED * DAY_MS),
  })
  const names = await readNames(container, feed, orders)
  return writeCalendar({
    feed_id: feed.id,
    timezone: ledger.timezone,
    orders: orders.filter(({ order_id }) => names.isKnown(order_id)),
    ...names,
  })
}

type FeedNames = Pick<CalendarInput, "name" | "labelOf" | "titleOf" | "locationOf"> & {
  isKnown: (orderId: string) => boolean
}

async function readNames(
  container: MedusaContainer,
  feed: CalendarFeed,
  orders: readonly FeedOrder[]
): Promise<FeedNames> {
  const { variant_id } = feed
  const subject = {
    item_id: "",
    variant_id,
    product_id: await productOf(container, feed),
  }
  const [items, labels, places] = await Promise.all([
    readReportNames(container, [subject, ...orders.flatMap(({ goods }) => goods)]),
    readOrderLabels(
      container,
      orders.map(({ order_id }) => order_id)
    ),
    readPlaces(container),
  ])
  const locationOf = (id: string) => places.get(id) ?? id
  const about = [
    variant_id && items.itemOf(subject).title,
    feed.location_id && locationOf(feed.location_id),
  ].filter(Boolean)
  return {
    name: feed.name ?? ["Rentals", ...about].join(" – "),
    isKnown: (id) => labels.has(id),
    labelOf: (id) => ({
      number: `#${labels.get(id)?.display_id}`,
      is_draft: labels.get(id)?.is_draft ?? false,
    }),
    titleOf: (goods) => items.itemOf(goods).title,
    locationOf,
  }
}

async function productOf(
  container: MedusaContainer,
  { variant_id }: CalendarFeed
): Promise<string | null> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const items = await rental.findRentable(variant_id ? [variant_id] : [])
  return items.get(variant_id ?? "")?.product_id ?? null
}

async function readPlaces(container: MedusaContainer): Promise<Map<string, string>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "stock_location", fields: ["id", "name"] })
  return new Map(data.map(({ id, name }) => [id, name]))
}
