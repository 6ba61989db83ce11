import { BigNumber, MathBN } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { type Ledger } from "../ledger/ledger"
import { readMoment } from "../ledger/order-goods"
import { readOrder, type OrderRow } from "../ledger/order-rows"
import { rowsOf } from "../ledger/query"
import { todayIn } from "../periods/local-date"
import { periodOf } from "../periods/rental-period"
import { formatInstant } from "../periods/shop-time"
import { lateFee, type LocalMoment } from "./late-fee"

/** Goods of an order that are late, or came back late, and what that costs. */
export interface LateGoods {
  currency_code: string
  amount: number
  goods: {
    booking_id: string
    variant_id: string
    quantity: number
    /** When they came back, an ISO instant; null while they are out. */
    returned_at: string | null
    days: number
    amount: number
    words: string
  }[]
}

/**
 * What goods cost that came back late, or are out and late now, by the fees that were agreed
 * when the order was placed. A package is charged once, for the part of it that costs most.
 *
 * @param at what is taken as now for goods that are out; the ledger's clock when absent
 */
export async function readLateGoods(
  ledger: Ledger,
  orderId: string,
  at?: Date
): Promise<LateGoods | null> {
  const order = await readOrder(ledger.knex, orderId)
  if (!order?.charges) {
    return null
  }
  const rows = await readGoods(ledger.knex, orderId)
  const now = at ?? new Date((await readMoment(ledger.knex, ledger)).instant)
  const goods = latestParts(lateOf(order.charges, rows, ledger.timezone, now))
  return {
    currency_code: order.charges.currency_code,
    amount: sumOf(goods),
    goods: goods.map(({ row, ...rest }) => ({
      booking_id: row.id,
      variant_id: row.line_variant_id,
      quantity: row.units,
      returned_at: row.returned_at,
      ...rest,
    })),
  }
}

/** Goods of an order that came back late, a package once. */
export async function readLateReturns(
  trx: Knex.Transaction,
  { timezone }: Ledger,
  order: OrderRow
): Promise<LateRow[]> {
  if (!order.charges?.late_fees.length) {
    return []
  }
  const rows = await readGoods(trx, order.order_id)
  const back = rows.filter(({ returned_at }) => returned_at !== null)
  return latestParts(lateOf(order.charges, back, timezone, new Date()))
}

export interface LateRow {
  row: GoodsRow
  days: number
  /** In major units. */
  amount: number
  words: string
}

/** What goods cost that came back late, or would at a moment. */
function lateOf(
  { currency_code, late_fees }: NonNullable<OrderRow["charges"]>,
  rows: readonly GoodsRow[],
  timezone: string,
  at: Date
): LateRow[] {
  const fees = new Map(late_fees.map((fee) => [fee.variant_id, fee]))
  return rows.flatMap((row) => {
    const fee = fees.get(row.line_variant_id)
    if (!fee) {
      return []
    }
    const { days, amount, words } = lateFee(
      { per_day: MathBN.convert(fee.per_unit_and_day), rule: fee.rule },
      {
        quantity: row.units,
        due: periodOf(row.start_date, row.end_date, row.start_time, row.end_time),
        returned: momentOf(new Date(row.returned_at ?? at), timezone),
      },
      currency_code
    )
    return days > 0 ? [{ row, days, amount: new BigNumber(amount).numeric, words }] : []
  })
}

/** Of a line's items, the one that costs most stands for all: a package is charged once. */
function latestParts<Late extends { row: GoodsRow; amount: number }>(
  late: readonly Late[]
): Late[] {
  const lines = new Map<string, Map<string, Late[]>>()
  for (const each of late) {
    const items = lines.get(each.row.line_item_id) ?? new Map<string, Late[]>()
    lines.set(each.row.line_item_id, items)
    items.set(each.row.item_id, [...(items.get(each.row.item_id) ?? []), each])
  }
  return [...lines.values()].flatMap(
    (items) => [...items.values()].sort((a, b) => sumOf(b) - sumOf(a))[0] ?? []
  )
}

function sumOf(late: readonly { amount: number }[]): number {
  return new BigNumber(MathBN.sum(...late.map(({ amount }) => amount))).numeric
}

interface GoodsRow {
  id: string
  line_item_id: string
  item_id: string
  line_variant_id: string
  units: number
  start_date: string
  end_date: string
  start_time: string | null
  end_time: string | null
  returned_at: string | null
}

/* A booking of a package's component is of so many packages as its share of the line. */
async function readGoods(knex: Knex, orderId: string): Promise<GoodsRow[]> {
  return await rowsOf<GoodsRow>(
    knex,
    `
    SELECT b.id, b.line_item_id, b.item_id, b.line_variant_id, b.units, b.start_date::text,
           b.end_date::text, b.start_time, b.end_time,
           to_char(b.returned_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
             AS returned_at
      FROM (
        SELECT r.*,
               ceil(r.quantity * r.line_quantity::numeric
                    / sum(r.quantity) OVER (PARTITION BY r.line_item_id, r.item_id))::integer
                 AS units
          FROM rental_booking r
         WHERE r.order_id = ? AND r.item_id NOT LIKE '#%'
           AND r.state IN ('reserved', 'out', 'returned', 'no_show')
      ) b
     WHERE b.state IN ('out', 'returned')
     ORDER BY b.line_item_id, b.item_id, b.id
    `,
    [orderId]
  )
}

function momentOf(instant: Date, timezone: string): LocalMoment {
  return {
    date: todayIn(timezone, instant),
    time: formatInstant(instant.getTime(), timezone).slice(11, 16),
  }
}
