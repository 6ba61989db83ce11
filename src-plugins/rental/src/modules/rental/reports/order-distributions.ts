import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { rowsOf } from "../ledger/query"
import { describeDistribution, type Distribution, type Frequency } from "./distribution"
import { type ReportScope } from "./report-range"

/**
 * Days from the day an order was placed to its first day; a draft or a quote is placed when it
 * becomes an order. An order that staff entered after its first day has a negative number of
 * them.
 */
export async function readLeadTimes(
  knex: Knex,
  scope: ReportScope
): Promise<Distribution> {
  const days = `o.start_date - (o.placed_at AT TIME ZONE ?)::date`
  const frequencies = await countOrders(knex, scope, days, [scope.timezone])
  return describeDistribution(frequencies, LEAD_CLASSES)
}

/** Days of a rental, both ends counted, as the customer was charged for them. */
export async function readRentalLengths(
  knex: Knex,
  scope: ReportScope
): Promise<Distribution> {
  const days = `o.end_date - o.start_date + 1`
  return describeDistribution(await countOrders(knex, scope, days), LENGTH_CLASSES)
}

const LEAD_CLASSES = [0, 1, 3, 7, 14, 30, 60, 90, 180, 365]
const LENGTH_CLASSES = [1, 2, 3, 4, 7, 14, 30, 60]

/** Orders that begin in the range, no drafts and not cancelled, by a number of each. */
async function countOrders(
  knex: Knex,
  { from, to, location_id, item_ids }: ReportScope,
  value: string,
  bindings: readonly string[] = []
): Promise<Frequency[]> {
  const rows = await rowsOf<{ value: number; count: string }>(
    knex,
    `
    SELECT ${value} AS value, count(*) AS count
      FROM rental_order o
     WHERE o.start_date BETWEEN ? AND ?
       AND o.placed_at IS NOT NULL
       AND EXISTS (
         SELECT 1 FROM rental_booking b
          WHERE b.order_id = o.order_id
            AND b.state IN ('reserved', 'out', 'returned', 'no_show')
            AND b.item_id NOT LIKE '#%'
            AND (?::text IS NULL OR b.location_id = ?)
            AND (?::text[] IS NULL OR b.item_id = ANY (?::text[]))
       )
     GROUP BY 1
    `,
    [...bindings, from, to, location_id, location_id, item_ids, item_ids]
  )
  return rows.map(({ value, count }) => ({ value, count: Number(count) }))
}
